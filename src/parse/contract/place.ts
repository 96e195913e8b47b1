/** Which SolicitudTransmision of how many. */
export interface Place {
  readonly index: number;
  readonly of: number;
}

/** The path of something in a solicitud, numbered where there are several. */
export function inSolicitud({ index, of }: Place, rest: string): string {
  return `Peticion/Solicitudes/SolicitudTransmision${of > 1 ? `[${index + 1}]` : ''}/${rest}`;
}

/** Where a household lives. Field lengths are those of `DireccionEmpadronamiento`. */
export interface Place {
  /** INE code of five digits. */
  readonly municipi: string;
  readonly tipoVia: string;
  readonly nombreVia: string;
  readonly numero: number;
  readonly planta: string;
  readonly puerta: string;
}

export interface Home extends Place {
  readonly members: readonly Person[];
}

export interface Individual {
  /** `tipoDocumentacion`: 1 NIF, 2 passport, 4 NIE. */
  readonly tipo: 1 | 2 | 4;
  readonly documentacion: string;
  readonly nombre: string;
  readonly apellido1: string;
  readonly apellido2: string;
  readonly sexo: 'M' | 'F';
  /** Days as `YYYYMMDD`. */
  readonly nacimiento: string;
  readonly alta: string;
}

export interface Person extends Individual {
  readonly home: Home;
}

/** Lets people live together in one place. */
export function settle(place: Place, individuals: readonly Individual[]): Person[] {
  const members: Person[] = [];
  const home: Home = { ...place, members };
  for (const individual of individuals) members.push({ ...individual, home });
  return members;
}

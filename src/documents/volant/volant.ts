/** What the document of a volant says. Days are `YYYYMMDD` as volants have them; an absent text is undefined. */
export interface Volant {
  readonly content: Content;
  readonly modalitat: string;
  readonly municipality: { readonly ine: string; readonly name: string | undefined } | undefined;
  readonly requester: {
    readonly ens: string;
    readonly name: string;
    /** Name of the official; a PDF is not made without one. */
    readonly official: string;
  };
  /** Finalitat or procediment, and the value of `Consentimiento`. */
  readonly purpose: string;
  readonly consent: string;
  readonly idPeticion: string;
  readonly incident: string;
}

export interface Content {
  /** `codigoResultado` and `fuente` as sent. */
  readonly resultado: string;
  readonly fuente: string;
  /** The document asked about. */
  readonly documentacion: string;
  readonly numExpediente: string;
  readonly person?: Person;
  readonly address?: Address;
  /** `numeroConvivientes`. */
  readonly household?: number;
  /** Who lives with the person, of a volant de convivència. */
  readonly companions: readonly Person[];
}

export interface Person {
  readonly name: string;
  readonly documentacion: string;
  readonly born: string | undefined;
  readonly since: string | undefined;
}

export interface Address {
  readonly tipoVia: string | undefined;
  readonly via: string;
  readonly numero: string;
  readonly kilometro: string | undefined;
  readonly bloque: string | undefined;
  readonly portal: string | undefined;
  readonly escalera: string | undefined;
  readonly planta: string | undefined;
  readonly puerta: string | undefined;
  readonly codigoPostal: string | undefined;
}

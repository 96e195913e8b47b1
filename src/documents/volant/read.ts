import { NS } from '../../base/namespaces.ts';
import { type Element, elements, textOf, type XmlDocument } from '../../base/xml/tree.ts';
import type { Address, Content, Person } from './volant.ts';

/** Reads what an answer element of PADRO says, for people (protocol section 4). Nothing of it is judged. */
export function readContent(doc: XmlDocument, respuesta: Element): Content {
  const at = new Reader(doc);
  const volante = at.child(respuesta, 'VolanteEmpadronamiento', NS.volante);
  const signed = volante && at.child(volante, 'VolanteEmpadronamientoDatosFirmados', NS.volante);
  const titular = signed && at.child(signed, 'DatosPersonales', NS.volante);
  const direccion = at.child(signed ?? respuesta, 'DireccionEmpadronamiento', NS.volante);
  const asked = at.child(respuesta, 'conviviente', NS.padro) ?? respuesta;
  const convivientes = at.text(respuesta, 'numeroConvivientes');
  return {
    resultado: at.text(respuesta, 'codigoResultado') ?? '',
    fuente: at.text(respuesta, 'fuente') ?? '',
    documentacion: at.text(asked, 'documentacion') ?? '',
    numExpediente: at.text(respuesta, 'numExpediente') ?? '',
    ...(titular ? { person: at.person(titular) } : {}),
    ...(direccion ? { address: at.address(direccion) } : {}),
    ...(convivientes ? { household: Number(convivientes) } : {}),
    companions: signed ? at.children(signed, 'DatosPersonalesAcompanante').map((one) => at.person(one)) : [],
  };
}

class Reader {
  readonly #doc: XmlDocument;

  constructor(doc: XmlDocument) {
    this.#doc = doc;
  }

  children(parent: Element, local: string): Element[] {
    return elements(parent).filter((element) => element.local === local);
  }

  child(parent: Element, local: string, ns: string): Element | undefined {
    return elements(parent).find((element) => element.is(ns, local));
  }

  text(parent: Element, local: string): string | undefined {
    const [found] = this.children(parent, local);
    return (found && textOf(this.#doc, found).trim()) || undefined;
  }

  /** The texts of these children that are not empty, with blanks between. */
  #join(parent: Element, ...locals: string[]): string {
    return locals
      .map((local) => this.text(parent, local))
      .filter((text) => text !== undefined)
      .join(' ');
  }

  person(element: Element): Person {
    return {
      name: this.#join(
        element,
        'Nombre',
        'ParticulaPrimerApellido',
        'PrimerApellido',
        'ParticulaSegundoApellido',
        'SegundoApellido',
      ),
      documentacion: this.text(element, 'Documentacion') ?? '',
      born: this.text(element, 'FechaNacimiento'),
      since: this.text(element, 'FechaAltaPadron'),
    };
  }

  address(direccion: Element): Address {
    const [via = direccion] = this.children(direccion, 'Via');
    const [numeracion = direccion] = this.children(direccion, 'Numeracion');
    const part = (local: string): string | undefined => {
      const text = this.text(numeracion, local);
      return text === '0' ? undefined : text;
    };
    return {
      tipoVia: this.text(via, 'TipoVia'),
      via: this.text(via, 'NombreVia') ?? this.text(via, 'Pseudovia') ?? '',
      numero: [part('Numero'), part('CalificadorNumero')].filter(Boolean).join(''),
      kilometro: part('Kilometro'),
      bloque: part('Bloque'),
      portal: part('Portal'),
      escalera: part('Escalera'),
      planta: part('Planta'),
      puerta: part('Puerta'),
      codigoPostal: this.text(direccion, 'CodigoPostal'),
    };
  }
}

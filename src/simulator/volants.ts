import { pdf } from './pdf.ts';
import type { Person } from './person.ts';
import { type KeyAndCert, volantSigner } from './sign.ts';
import { convivencia, titular } from './volant.ts';

/** Volants kept, of all kinds: an RSA signature costs more than all the rest of an answer. */
const KEPT = 10_000;

/** Issues volants, each signed once a day. `day` is `YYYYMMDD`. */
export interface Volants {
  titular(person: Person, day: string): string;
  convivencia(person: Person, day: string): string;
  /** PDFs in base64. */
  titularPdf(person: Person, day: string): string;
  convivenciaPdf(person: Person, day: string): string;
}

export function issueVolants(key: KeyAndCert): Volants {
  const sign = volantSigner(key);
  const kept = new Map<string, string>();
  let issued = 0;

  const once = (kind: string, make: (person: Person, day: string) => string) => (person: Person, day: string) => {
    const name = `${kind} ${day} ${person.tipo} ${person.documentacion}`;
    let volant = kept.get(name);
    if (volant === undefined) {
      volant = make(person, day);
      if (kept.size >= KEPT) kept.delete(kept.keys().next().value!);
      kept.set(name, volant);
    }
    return volant;
  };
  /** Different volants of one message need different Ids; the schema allows five characters. */
  const nextId = (): string => `V${(issued++ % 36 ** 4).toString(36).padStart(4, '0')}`;
  const signed = (write: typeof titular) => (person: Person, day: string) => {
    const id = nextId();
    return sign(write(person, id, day), id);
  };
  const fullName = ({ nombre, apellido1, apellido2, documentacion }: Person): string =>
    `${nombre} ${apellido1} ${apellido2}, ${documentacion}`;

  return {
    titular: once('titular', signed(titular)),
    convivencia: once('convivencia', signed(convivencia)),
    titularPdf: once('titular-pdf', (person, day) =>
      pdf(["VOLANT D'EMPADRONAMENT (SIMULAT)", `Data: ${day}`, fullName(person)]),
    ),
    convivenciaPdf: once('convivencia-pdf', (person, day) =>
      pdf(['VOLANT DE CONVIVÈNCIA (SIMULAT)', `Data: ${day}`, ...person.home.members.map(fullName)]),
    ),
  };
}

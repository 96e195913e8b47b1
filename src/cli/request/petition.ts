import type { PersonInput, PeticionInput, PollInput } from '../../base/build-peticion.ts';
import { randomHex } from '../../base/clock.ts';
import { MODALITATS, type Modalitat } from '../../base/modalitats.ts';
import { UsageError } from '../failure.ts';
import { didYouMean } from '../suggest.ts';
import type { RequestValues } from './options.ts';

/** What the options ask for, with what the modalitat needs. @throws UsageError */
export function petition(code: string, values: RequestValues, now: number): PeticionInput {
  const modalitat = modalitatOf(code);
  const { municipi, idescat, expedient, convivents, consentiment, funcionari: nom } = values;
  const nif = values['funcionari-nif'];
  if (modalitat.source === 'named' && municipi === undefined) {
    throw new UsageError(`--municipi is missing: ${code} names a municipality, for example --municipi 17023`);
  }
  if (modalitat.code === 'COMPROVACIO_CONVIVENTS' && convivents === undefined) {
    throw new UsageError(`--convivents is missing: ${code} checks a number of people, for example --convivents 4`);
  }
  return {
    modalitat: code,
    ens: values.ens,
    nom: values.nom,
    purpose: purposeOf(values),
    idPeticion: values.id ?? randomHex(),
    now,
    funcionari: nom === undefined && nif === undefined ? undefined : { nom, nif },
    solicituds: [{ persons: persons(modalitat, values), municipi, idescat, expedient, convivents, consentiment }],
  };
}

/** What `--poll` asks after. @throws UsageError */
export function poll(code: string, values: RequestValues, now: number): PollInput {
  const { ens, nom, id } = values;
  if (id === undefined)
    throw new UsageError('--id is missing: --poll fetches the answer to the petition of that IdPeticion');
  return { modalitat: code, ens, nom, purpose: purposeOf(values), idPeticion: id, now };
}

/** The frontal's address: the one given, or where it has no path the usual path for the modalitat. */
export function target(text: string, code: string, polling = false): URL {
  if (!URL.canParse(text)) throw new UsageError('--url is not an address that can be read');
  const url = new URL(text);
  const { asynchronousOnly } = modalitatOf(code);
  const frontal = polling ? 'AsincronResposta' : asynchronousOnly ? 'Asincron' : 'Sincron';
  if (url.pathname === '/') url.pathname = `/siri-proxy/services/${frontal}`;
  return url;
}

function modalitatOf(code: string): Modalitat {
  const modalitat = MODALITATS.get(code);
  if (modalitat) return modalitat;
  throw new UsageError(`there is no modalitat ${JSON.stringify(code)}${didYouMean(code, MODALITATS.keys())}`);
}

function purposeOf({ finalitat, procediment }: RequestValues): PeticionInput['purpose'] {
  if (finalitat !== undefined && procediment !== undefined) {
    throw new UsageError('--finalitat and --procediment exclude each other: leave one out');
  }
  if (procediment !== undefined) return { kind: 'procediment', value: procediment };
  if (finalitat !== undefined) return { kind: 'finalitat', value: finalitat };
  throw new UsageError(
    '--finalitat is missing, for example --finalitat PROVES; or a procedure code with --procediment',
  );
}

function persons({ code }: Modalitat, { document, tipus, convivent }: RequestValues): PersonInput[] {
  const first = document === undefined ? [] : [{ tipus, document }];
  if (convivent.length > 0 && code !== 'VALIDACIO_CONVIVENTS') {
    throw new UsageError(`--convivent is for VALIDACIO_CONVIVENTS, not for ${code}`);
  }
  const others = convivent.map((text) => ({ tipus: text.slice(0, 1), document: text.slice(2) }));
  if (first.length + others.length === 0) {
    throw new UsageError('--document is missing, for example --document 12344321Z');
  }
  return [...first, ...others];
}

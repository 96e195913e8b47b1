import { accepted, type Case, refused } from '../case.ts';
import { PAYLOAD } from '../forge.ts';
import { signed } from '../make.ts';

/** What is said twice in a petition must agree, and each field have one reading (A117, A118). */

const FIELD = 'parse.field';
const DISAGREEMENT = 'parse.disagreement';

/** The petition with one occurrence (from 1) of a text changed, or all of them (0). @throws Error when there is none */
function changed(from: string, to: string, occurrence: number): string {
  const parts = PAYLOAD.split(from);
  if (parts.length <= Math.max(1, occurrence)) throw new Error(`${from} occurs ${parts.length - 1} times`);
  if (occurrence === 0) return parts.join(to);
  return parts.slice(0, occurrence).join(from) + to + parts.slice(occurrence).join(from);
}
const edited = (from: string, to: string, occurrence = 1) => signed({ payload: changed(from, to, occurrence) });
const value = (name: string, from: string, to: string, occurrence = 1) =>
  edited(`<${name}>${from}<`, `<${name}>${to}<`, occurrence);

const ens = (to: string, occurrence: number) => value('IdentificadorSolicitante', '9821920002', to, occurrence);
const purpose = (to: string, occurrence: number) => edited('<Finalidad>PROVES</Finalidad>', to, occurrence);
const modalitat = (to: string, occurrence = 0) => value('CodigoCertificado', 'TITULAR', to, occurrence);
const count = (to: string) => value('NumElementos', '1', to);

const [SOLICITUD] = /<SolicitudTransmision>.*<\/SolicitudTransmision>/s.exec(PAYLOAD)!;
const numbered = (id: string): string => SOLICITUD.replace(/<IdSolicitud>[^<]*/, `<IdSolicitud>${id}`);
const lot = (...solicituds: string[]) =>
  signed({
    payload: PAYLOAD.replace(SOLICITUD, solicituds.join('')).replace(
      '<NumElementos>1<',
      `<NumElementos>${solicituds.length}<`,
    ),
  });
const ASINCRON = { frontal: 'asincron' } as const;
const second = (from: string, to: string) => lot(numbered('1'), numbered('2').replaceAll(from, to));

export const agreement: readonly Case[] = [
  refused('A118', 'ens-of-the-solicitud-is-another', DISAGREEMENT, ens('0801930008', 2)),
  refused('A118', 'ens-of-the-petition-is-another', DISAGREEMENT, ens('0801930008', 1)),
  refused('A118', 'ens-with-a-no-break-space', FIELD, ens('\u00a09821920002', 0)),
  refused('A118', 'finalitat-of-the-solicitud-is-another', DISAGREEMENT, purpose('<Finalidad>ALTRA</Finalidad>', 2)),
  refused('A118', 'finalitat-in-other-letters', DISAGREEMENT, purpose('<Finalidad>proves</Finalidad>', 2)),
  refused('A118', 'finalitat-with-a-blank', DISAGREEMENT, purpose('<Finalidad>PROVES </Finalidad>', 2)),
  refused('A118', 'finalitat-empty', FIELD, purpose('<Finalidad></Finalidad>', 0)),
  refused(
    'A118',
    'finalitat-and-procediment',
    FIELD,
    purpose('<Finalidad>PROVES</Finalidad><Procedimiento>1</Procedimiento>', 0),
  ),
  refused(
    'A118',
    'procediment-of-the-same-name-as-the-finalitat',
    DISAGREEMENT,
    purpose('<Procedimiento>PROVES</Procedimiento>', 2),
  ),
  refused('A118', 'no-purpose-at-all', 'parse.missing', purpose('', 0)),
  refused('A118', 'modalitat-of-the-solicitud-is-another', DISAGREEMENT, modalitat('CONVIVENTS', 2)),
  refused('A118', 'modalitat-in-other-letters', 'parse.modalitat', modalitat('titular')),
  refused('A118', 'modalitat-of-another-request', FIELD, modalitat('CONVIVENTS')),
  refused('A118', 'own-padro-with-a-municipality-named', FIELD, modalitat('TITULAR_PROPI')),
  refused('A118', 'pdf-asked-by-the-plain-request', FIELD, modalitat('TITULAR_PDF')),
  refused('A118', 'producte-in-other-letters', 'parse.modalitat', value('CodigoProducto', 'PADRO', 'padro', 0)),
  refused(
    'A118',
    'two-requests',
    FIELD,
    edited(
      '</peticionDatosTitular>',
      '</peticionDatosTitular><peticionDatosTitular xmlns="http://www.aocat.net/padro"/>',
    ),
  ),
  refused(
    'A118',
    'extensions-behind-the-request',
    FIELD,
    edited(
      '</peticionDatosTitular>',
      '</peticionDatosTitular><ExtensionesPeticion xmlns="http://www.aocat.net/scsp/esquemes/caoc-extensions"/>',
    ),
  ),
  refused('A118', 'two-petitions', FIELD, edited('</Peticion>', '</Peticion><Peticion/>')),
  refused('A118', 'text-between-the-parts', FIELD, edited('<Solicitudes>', 'x<Solicitudes>')),
  refused(
    'A118',
    'consent-twice',
    FIELD,
    edited('<Consentimiento>', '<Consentimiento>Si</Consentimiento><Consentimiento>'),
  ),
  refused('A118', 'consent-padded', FIELD, edited('<Consentimiento>', '<Consentimiento> ')),
  refused(
    'A118',
    'attribute-with-another-code',
    FIELD,
    edited('<documentacion>', '<documentacion codigoMunicipio="001">'),
  ),
  accepted('A117', 'count-with-a-zero-before', count('01')),
  accepted('A117', 'count-with-a-sign', count('+1')),
  refused('A117', 'count-with-a-decimal', FIELD, count('1.0')),
  refused('A117', 'count-with-an-exponent', FIELD, count('1e0')),
  refused('A117', 'count-in-hexadecimal', FIELD, count('0x1')),
  refused('A117', 'count-in-full-width-digits', FIELD, count('１')),
  refused('A118', 'idescat-of-another-number', FIELD, edited('<idescat>0<', '<idescat>2<')),
  refused('A118', 'idescat-as-a-word', FIELD, edited('<idescat>0<', '<idescat>true<')),
  refused('A117', 'province-of-three-digits', FIELD, value('codigoProvincia', '17', '017')),
  refused('A117', 'municipality-with-a-sign', FIELD, value('codigoMunicipio', '023', '-23')),
  refused('A117', 'municipality-with-its-control-digit', FIELD, value('codigoMunicipio', '023', '170232')),
  refused('A118', 'petition-id-too-long', FIELD, value('IdPeticion', 'P-1', 'P'.repeat(101))),
  refused('A118', 'ens-of-the-second-solicitud', DISAGREEMENT, second('9821920002', '0801930008'), ASINCRON),
  refused('A118', 'finalitat-of-the-second-solicitud', DISAGREEMENT, second('>PROVES<', '>ALTRA<'), ASINCRON),
  refused('A118', 'modalitat-of-the-second-solicitud', DISAGREEMENT, second('>TITULAR<', '>CONVIVENTS<'), ASINCRON),
  refused(
    'A118',
    'request-of-the-second-solicitud',
    FIELD,
    second('peticionDatosTitular', 'peticionDatosConvivientes'),
    ASINCRON,
  ),
  refused('A118', 'same-solicitud-twice', 'parse.repeated-solicitud', lot(numbered('1'), numbered('1')), ASINCRON),
  refused(
    'A118',
    'same-solicitud-by-reference',
    'parse.repeated-solicitud',
    lot(numbered('1'), numbered('&#49;')),
    ASINCRON,
  ),
  refused(
    'A118',
    'solicitud-inside-another',
    FIELD,
    lot(SOLICITUD.replace('</DatosEspecificos>', () => `${SOLICITUD}</DatosEspecificos>`)),
    ASINCRON,
  ),
  refused('A118', 'something-else-between-solicituds', FIELD, lot(numbered('1'), '<x xmlns="urn:x"/>'), ASINCRON),
];

import { accepted, type Case, refused } from '../case.ts';
import { all, into, swap, swapAll } from '../edit.ts';
import { type Edit, PAYLOAD } from '../forge.ts';
import { meant, signed } from '../make.ts';

const MARKUP = 'parse.markup';
const FIELD = 'parse.field';
const municipi = (value: string) => meant(swap('<codigoMunicipio>023<', `<codigoMunicipio>${value}<`));
const document = (value: string) => meant(swap('<documentacion>12344321Z<', `<documentacion>${value}<`));
const modalitat = (value: string): Edit => swapAll('<CodigoCertificado>TITULAR<', `<CodigoCertificado>${value}<`);
const payload = (make: (payload: string) => string) => signed({ payload: make(PAYLOAD) });

export const differential: readonly Case[] = [
  refused('A114', 'instruction-in-a-code', MARKUP, municipi('0<?x y?>23')),
  refused('A114', 'instruction-in-the-payload', MARKUP, meant(into('procesa', '<?x?>'))),
  refused('A114', 'instruction-in-the-body', MARKUP, meant(into('soapenv:Body', '<?x?>'))),
  accepted(
    'A114',
    'instruction-outside-body-and-security',
    signed({ after: swap('<soapenv:Header>', '<?x y?><soapenv:Header>') }),
  ),
  refused('A115', 'comment-in-a-code', MARKUP, municipi('0<!--0-->23')),
  refused(
    'A115',
    'comment-put-into-a-code',
    MARKUP,
    signed({ after: swap('<codigoMunicipio>023<', '<codigoMunicipio>0<!---->23<') }),
  ),
  refused('A115', 'comment-in-the-document', MARKUP, document('12344321Z<!--x-->')),
  refused('A115', 'comment-beside-the-payload', MARKUP, meant(into('soapenv:Body', '<!--x-->'))),
  refused('A116', 'cdata-in-a-code', MARKUP, municipi('<![CDATA[023]]>')),
  refused(
    'A116',
    'cdata-put-into-a-code',
    MARKUP,
    signed({ after: swap('<codigoMunicipio>023<', '<codigoMunicipio><![CDATA[023]]><') }),
  ),
  accepted('A117', 'character-references', municipi('&#48;&#x32;&#51;')),
  accepted(
    'A117',
    'character-references-put-there',
    signed({ after: swap('<codigoMunicipio>023<', '<codigoMunicipio>&#48;2&#x33;<') }),
  ),
  accepted(
    'A117',
    'blanks-around-codes',
    meant(
      all(
        swap('<codigoMunicipio>023<', '<codigoMunicipio> 023\n<'),
        swap('<codigoProvincia>17<', '<codigoProvincia>\t17 <'),
        modalitat(' TITULAR '),
      ),
    ),
  ),
  accepted('A117', 'blanks-around-codes-by-reference', municipi('&#32;023&#xA;')),
  accepted('A117', 'code-without-leading-zeros', municipi('23')),
  refused('A117', 'blank-inside-a-code', FIELD, municipi('0 23')),
  refused('A117', 'no-break-space-before-a-code', FIELD, municipi('\u00a0023')),
  refused('A117', 'byte-order-mark-before-a-code', FIELD, municipi('\ufeff023')),
  refused('A117', 'line-separator-behind-a-code', FIELD, municipi('023\u2028')),
  refused('A117', 'full-width-digits', FIELD, municipi('０２３')),
  refused('A117', 'arabic-digits', FIELD, municipi('٠٢٣')),
  refused('A117', 'zero-width-space', FIELD, municipi('02\u200b3')),
  refused('A117', 'sign-before-a-code', FIELD, municipi('+23')),
  refused('A117', 'hexadecimal-code', FIELD, municipi('0x1')),
  refused('A117', 'modalitat-in-lower-case', 'parse.modalitat', meant(modalitat('titular'))),
  refused('A117', 'modalitat-with-a-zero-width-joiner', 'parse.modalitat', meant(modalitat('TITU\u200dLAR'))),
  refused(
    'A117',
    'finalitat-composed-and-decomposed',
    'parse.disagreement',
    payload((p) => p.replace('PROVES', 'F\u00e0').replace('PROVES', 'Fa\u0300')),
  ),
  accepted(
    'A117',
    'finalitat-decomposed-throughout',
    payload((p) => p.replaceAll('PROVES', 'Fa\u0300')),
  ),
  refused(
    'A117',
    'modalitats-differ',
    'parse.disagreement',
    meant((xml) => xml.replace('<CodigoCertificado>TITULAR<', '<CodigoCertificado>CONVIVENTS<')),
  ),
  refused(
    'A117',
    'ens-differ',
    'parse.disagreement',
    meant((xml) => xml.replace('>9821920002<', '>0801930008<')),
  ),
];

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { canned, outcomeOf, seal } from './psis/setup.ts';

const { certificate } = seal({ serial: Buffer.from('1a2b3c', 'hex') });
const SERIAL = BigInt(`0x${certificate.x509.serialNumber}`);
const XSS = 'urn:oasis:names:tc:dss:1.0:profiles:XSS';
const VALID = `${XSS}:resultminor:valid:certificate:Definitive`;
const SUCCESS = 'urn:oasis:names:tc:dss:1.0:resultmajor:Success';

interface Said {
  readonly major?: string;
  readonly minor?: string;
  readonly serial?: string;
  readonly saml?: string;
}

/** An answer as the real platform lays it out: indented, with an xsi:type, attributes without a value and details. */
const answer = ({
  major = SUCCESS,
  minor = VALID,
  serial = String(SERIAL),
  saml = 'urn:oasis:names:tc:SAML:2.0:assertion',
}: Said = {}): string => `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <soapenv:Header/>
  <soapenv:Body>
    <dss:VerifyResponse Profile="${XSS}" xmlns:dss="urn:oasis:names:tc:dss:1.0:core:schema">
      <dss:Result>
        <dss:ResultMajor>${major}</dss:ResultMajor>
        <dss:ResultMinor>${minor}</dss:ResultMinor>
      </dss:Result>
      <dss:OptionalOutputs>
        <dss:ProcessingDetails>
          <dss:ValidDetail Type="urn:oasis:names:tc:dss:1.0:detail:IssuerTrust">
            <dss:Message xml:lang="en">The issuer of the given key is trusted.</dss:Message>
          </dss:ValidDetail>
        </dss:ProcessingDetails>
        <urn:X509CertificateInfo xmlns:urn="${XSS}">
          <urn:Attribute Name="urn:catcert:psis:certificateAttributes:VinculatedCompanyCIF"/>
          <urn:Attribute Name="${XSS}:certificateAttributes:SerialNumber">
            <urn1:AttributeValue xsi:type="xs:integer" xmlns:urn1="${saml}" >${serial}</urn1:AttributeValue>
          </urn:Attribute>
        </urn:X509CertificateInfo>
      </dss:OptionalOutputs>
    </dss:VerifyResponse>
  </soapenv:Body>
</soapenv:Envelope>`;

const outcome = (said: string | Error): Promise<string> => outcomeOf(() => canned(() => said).check(certificate));
const edited = (from: string | RegExp, to: string): string => {
  const made = answer().replace(from, to);
  assert.notEqual(made, answer(), `${from} is there`);
  return made;
};

describe('an answer', () => {
  for (const [name, text, expected] of [
    ['as the real platform writes it', answer(), 'valid'],
    ['without SOAP Header', edited('<soapenv:Header/>', ''), 'valid'],
    ['with blanks around the result', answer({ minor: `\n  ${VALID}\n  `, major: ` ${SUCCESS}\t` }), 'valid'],
    ["in the SAML of the schema's time", answer({ saml: 'urn:oasis:names:tc:SAML:1.0:assertion' }), 'valid'],
    ['with leading zeros and a sign', answer({ serial: `+00${SERIAL}` }), 'valid'],
    ['with a hexadecimal serial', answer({ serial: '1A2b3C' }), 'valid'],
    ['with a hexadecimal serial that could be decimal', answer({ serial: '123' }), 'unavailable'],
    ['with colons in the serial', answer({ serial: 'aa:bb' }), 'unavailable'],
    ['with a negative serial', answer({ serial: `-${SERIAL}` }), 'unavailable'],
    ['with a serial of many digits', answer({ serial: '9'.repeat(60_000) }), 'unavailable'],
    ['with an empty serial', answer({ serial: '' }), 'unavailable'],
    ['in another SAML', answer({ saml: 'urn:example:saml' }), 'unavailable'],
    ['with elements in the serial', answer({ serial: `<a/>${SERIAL}` }), 'unavailable'],
    ['with a CDATA section', answer({ minor: `<![CDATA[${VALID}]]>` }), 'unavailable'],
    ['with a processing instruction', answer({ minor: `${VALID}<?x?>` }), 'unavailable'],
    ['with character references', answer({ minor: VALID.replace('D', '&#68;') }), 'valid'],
    ['with more behind the minor', answer({ minor: `${VALID}:not` }), 'unrecognised'],
    ['with more before the minor', answer({ minor: `x${VALID}` }), 'unrecognised'],
    ['with the minor in other letters', answer({ minor: VALID.toLowerCase() }), 'unrecognised'],
    ['with an invisible character', answer({ minor: `${VALID}\u200b` }), 'unrecognised'],
    ['with a no-break space', answer({ minor: `${VALID}\u00a0` }), 'unrecognised'],
    ['that is valid and not a Success', answer({ major: `${SUCCESS}ful` }), 'unrecognised'],
    ['without major', answer({ major: '' }), 'unrecognised'],
    ['Warning', answer({ major: 'urn:oasis:names:tc:dss:1.0:resultmajor:Warning' }), 'unrecognised'],
    [
      'invalid about another serial',
      answer({ minor: `${XSS}:resultminor:invalid:certificate:Revoked`, serial: '1' }),
      'unavailable',
    ],
    [
      'of SOAP 1.2',
      edited('http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope'),
      'unavailable',
    ],
    ['with two Bodies', edited('<soapenv:Body>', '<soapenv:Body/><soapenv:Body>'), 'unavailable'],
    ['with two VerifyResponses', edited(/(<dss:VerifyResponse[\s\S]*<\/dss:VerifyResponse>)/, '$1$1'), 'unavailable'],
    [
      'with two X509CertificateInfo',
      edited(/(<urn:X509CertificateInfo[\s\S]*<\/urn:X509CertificateInfo>)/, '$1$1'),
      'unavailable',
    ],
    ['with a Result of another namespace beside it', edited('<dss:Result>', '<Result/><dss:Result>'), 'unavailable'],
    ['with text beside the Result', edited('<dss:Result>', 'x<dss:Result>'), 'unavailable'],
    ['with an undeclared prefix', edited('<soapenv:Header/>', '<a:b/>'), 'unavailable'],
    ['in ISO-8859-1', edited('UTF-8', 'ISO-8859-1'), 'unavailable'],
    ['with a DOCTYPE', edited('?>', '?><!DOCTYPE a>'), 'unavailable'],
    [
      'with an external entity',
      edited('?>', '?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>'),
      'unavailable',
    ],
    ['with an entity that nobody declared', edited('Definitive', 'Definitive&e;'), 'unavailable'],
    ['with 200,000 elements', edited('<soapenv:Header/>', '<soapenv:Header/>'.repeat(200_000)), 'unavailable'],
    ['with a property of objects for a name', edited('<dss:Result>', '<dss:constructor/><dss:Result>'), 'unavailable'],
    ['in UTF-16', answer().replaceAll(/./gs, '$&\0'), 'unavailable'],
  ] as const) {
    it(`${name}: ${expected}`, async () => assert.equal(await outcome(text), expected));
  }

  it('that is a refusal may say nothing of the serial', async () => {
    const minor = `${XSS}:resultminor:unknown:certificate:Status_NoCertificatePathFound`;
    const bare = answer({ minor }).replace(
      /<dss:OptionalOutputs>[\s\S]*<\/dss:OptionalOutputs>/,
      '<dss:OptionalOutputs/>',
    );
    assert.equal(await outcome(bare), 'Status_NoCertificatePathFound');
  });

  it('is judged by its words alone, not by those of a prototype', async () => {
    for (const minor of ['constructor', '__proto__', 'toString', '']) {
      assert.equal(await outcome(answer({ minor })), 'unrecognised');
    }
  });

  for (const [contentType, expected] of [
    ['text/xml', 'valid'],
    ['application/xml', 'valid'],
    ['Application/XML; charset=UTF-8', 'valid'],
    ['text/xml;charset="utf-8"; x=y', 'valid'],
    ['text/xml; charset=iso-8859-1', 'unavailable'],
    ['text/xml; charset=utf-16', 'unavailable'],
    ['text/xmlx', 'unavailable'],
    ['application/soap+xml', 'unavailable'],
    ['multipart/related; type="text/xml"', 'unavailable'],
    ['', 'unavailable'],
  ] as const) {
    it(`of Content-Type '${contentType}': ${expected}`, async () => {
      const fetch = async () => ({ status: 200, contentType, headers: {}, bytes: Buffer.from(answer()) });
      const psis = canned(() => '', { outbound: { fetch } });
      assert.equal(await outcomeOf(() => psis.check(certificate)), expected);
    });
  }

  it('of more than 64 KiB is not read', async () => {
    assert.equal(await outcome(answer() + ' '.repeat(65_536 - answer().length)), 'valid');
    assert.equal(await outcome(answer() + ' '.repeat(65_537 - answer().length)), 'unavailable');
  });

  it('that could not be looked at for a fault of ours is not taken for one of PSIS', async () => {
    const broken = { ...certificate, x509: undefined } as unknown as typeof certificate;
    await assert.rejects(async () => canned(() => answer()).check(broken), TypeError);
  });
});

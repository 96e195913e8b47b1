import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { buildPeticion } from '../../src/base/build-peticion.ts';
import { randomHex } from '../../src/base/clock.ts';
import { openGateway, told } from '../support/gateway.ts';
import { noXmlsec, signWithXmlsec, verifiedByXmlsec, type XmlsecOptions } from './xmlsec.ts';

const SHA1 = {
  signature: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  digest: 'http://www.w3.org/2000/09/xmldsig#sha1',
};

const payload = (ens: string, modalitat = 'TITULAR', document = '12344321Z', municipi = '17023'): string =>
  buildPeticion({
    modalitat,
    ens,
    nom: 'Ajuntament de l’Ametlla del Vallès',
    purpose: { kind: 'finalitat', value: 'PROVES' },
    idPeticion: `XMLSEC-${randomHex()}`,
    now: Date.now(),
    solicituds: [{ persons: [{ tipus: 1, document }], municipi, idescat: 0 }],
  });

describe('a message signed by xmlsec1', { skip: noXmlsec }, () => {
  it('is accepted over HTTP and HTTPS, forwarded byte for byte, and its sealed answer verifies', async (t) => {
    const gateway = await openGateway(t);
    const { pki, simulators } = gateway.stage;
    const pem = (file: string): string => readFileSync(file, 'utf8');
    const signer = { keyPem: pem(pki.consumer.key), certPem: pem(pki.consumer.cert) };
    for (const ca of [undefined, pem(pki.ca.cert)]) {
      for (const [modalitat, document, municipi] of [
        ['TITULAR', '12344321Z', '17023'],
        ['CONVIVENTS', '12345678Z', '08001'],
        ['RESIDENT_MUNICIPI', '12344321Z', '17023'],
      ] as const) {
        const message = signWithXmlsec(payload(pki.consumer.ens, modalitat, document, municipi), {
          ...signer,
          now: Date.now(),
        });
        const answer = told(await gateway.post(message, ca ? { ca } : {}));
        assert.equal(answer.codigoResultado, 1, answer.text);
        assert.equal(simulators[municipi].last?.toString(), message);
        assert.ok(verifiedByXmlsec(answer.text, pem(pki.seal.cert)), 'the seal');
      }
    }
  });

  it('is refused when the consumer may not use SHA-1, and accepted when it may', async (t) => {
    const gateway = await openGateway(t);
    const { consumer, consumerStrict } = gateway.stage.pki;
    for (const [who, accepted] of [
      [consumer, true],
      [consumerStrict, false],
    ] as const) {
      const [keyPem, certPem] = [readFileSync(who.key, 'utf8'), readFileSync(who.cert, 'utf8')];
      const options: XmlsecOptions = { keyPem, certPem, now: Date.now(), timestamp: 'unsigned', ...SHA1 };
      const answer = told(await gateway.post(signWithXmlsec(payload(who.ens), options)));
      if (accepted) assert.equal(answer.codigoResultado, 1, answer.text);
      else assert.equal(answer.fault?.detail.code, 'verify.sha1', answer.text);
    }
    assert.match(await gateway.metrics(), /padro_sha1_requests_total\{ens="9821920002"\} 1/);
  });
});

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { newKey } from '../simulator/keys.ts';
import { at, person, petition } from '../simulator/petition.ts';
import { post } from '../simulator/post.ts';
import { noSchemas, validate } from '../simulator/schemas.ts';
import { startTomcat } from './tomcat.ts';

const ANSWERS = [
  {
    modalitat: 'TITULAR',
    documentacion: '12344321Z',
    municipi: '17023',
    holds: /Version="02.00".*Fictícia.*<\/Signature>/s,
  },
  { modalitat: 'CONVIVENTS', documentacion: '12344321z', municipi: '17023', holds: /Version="01.00".*<\/Signature>/s },
  { modalitat: 'RESIDENT_MUNICIPI', documentacion: '12344321Z', municipi: '17023', holds: /<codigoResultado>1</ },
  { modalitat: 'TITULAR', documentacion: '00000000U', municipi: '17023', holds: /<codigoResultado>2</ },
  { modalitat: 'TITULAR', documentacion: '12344321Z', municipi: '08001', holds: /<codigoResultado>2</ },
] as const;

test('a Tomcat plays municipality 17023 over HTTP and HTTPS', async (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'tomcat-'));
  let close = async (): Promise<void> => {};
  t.after(async () => {
    await close();
    rmSync(dir, { recursive: true });
  });
  const key = await newKey('rsa');
  const tomcat = await startTomcat({ dir, ...key, logs: join(dir, 'tomcat.log') });
  if ('skipped' in tomcat) return t.skip(tomcat.skipped);
  close = tomcat.close;

  for (const { modalitat, documentacion, municipi, holds } of ANSWERS) {
    await t.test(`${modalitat} ${documentacion} ${municipi}`, async () => {
      const body = petition([
        { modalitat, fields: [...person('1', documentacion), ...at(municipi), ['idescat', '0']] },
      ]);
      for (const url of [tomcat.httpUrl, tomcat.httpsUrl]) {
        const { status, text, headers } = await post(url, body, { ca: key.cert });
        assert.equal(status, 200, text);
        assert.equal(headers['content-type']?.toLowerCase(), 'text/xml;charset=utf-8');
        assert.match(text, holds);
        const volant = modalitat === 'CONVIVENTS' ? 'VolanteConvivencia.xsd' : 'VolanteEmpadronamiento.xsd';
        if (!noSchemas) validate(text, volant);
      }
    });
  }
  await t.test('what is no petition gets a Fault, what is no POST 405', async () => {
    const fault = await post(tomcat.httpUrl, '<!DOCTYPE a []><a/>');
    assert.equal(fault.status, 500);
    assert.match(fault.text, /<faultstring>org\.xml\.sax\.SAXParseException/);
    assert.equal((await post(tomcat.httpUrl, '', { method: 'GET' })).status, 405);
  });
});

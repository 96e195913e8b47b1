import assert from 'node:assert/strict';
import { test } from 'node:test';
import { issue } from '../../src/pki/index.ts';
import { put } from '../../src/registry/index.ts';
import { openGateway } from '../support/gateway.ts';
import { readPair } from '../support/pki.ts';

test('A89: a certificate of the right authority speaks only for the ens that it is bound to', async (t) => {
  const g = await openGateway(t);
  const { pki } = g.stage;
  const strict = readPair(pki.consumerStrict);
  const other = await g.ask({ sign: { keyPem: strict.key, certPem: strict.cert } });
  assert.equal(other.fault?.detail.code, 'authorise.not-bound', other.text);

  const ca = readPair(pki.ca);
  const nobody = issue({ keyPem: ca.key, certPem: ca.cert }, { subject: { CN: 'Ningú' }, key: 'P-256' });
  const unknown = await g.ask({ sign: { ...nobody, algorithm: 'ecdsa-sha256' } });
  assert.equal(unknown.fault?.detail.code, 'authorise.unknown', unknown.text);
  assert.equal(g.received, 0);
});

test('A89: the organisation’s NIF binds a renewed certificate where the record allows it, and only there', async (t) => {
  const g = await openGateway(t);
  const { pki } = g.stage;
  const ca = readPair(pki.ca);
  const subject = { organizationIdentifier: `VATES-${pki.consumer.nif}`, CN: 'Segell renovat' };
  const signAs = (policies: string[]) => ({
    ...issue({ keyPem: ca.key, certPem: ca.cert }, { subject, key: 'P-256', policies }),
    algorithm: 'ecdsa-sha256' as const,
  });
  const sign = signAs(['1.2.3.4', '0.4.0.194112.1.1']);
  assert.equal((await g.ask({ sign })).fault?.detail.code, 'authorise.unknown');
  const record = { ens: pki.consumer.ens, name: 'Consumidor', nif: pki.consumer.nif, acceptNif: true };
  await g.stage.gateway.registry.change([put('consumer', record)], 'prova', 'renewals pass');
  assert.equal((await g.ask({ sign })).codigoResultado, 1);
  for (const policies of [[], ['0.4.0.194112.1.0'], ['0.4.0.194112.1.1.5'], ['2.5.29.32.0']]) {
    const { fault } = await g.ask({ sign: signAs(policies) });
    assert.equal(fault?.detail.code, 'authorise.unknown', `no seal: ${policies}`);
  }
});

test('what an ens was not authorised for, or not for today, is refused before anything is forwarded', async (t) => {
  const g = await openGateway(t);
  const { ens } = g.stage.pki.consumer;
  const change = (doc: Record<string, unknown>) =>
    g.stage.gateway.registry.change(
      [
        { kind: 'authorisation', id: `${ens}/PROVES/*/2020-01-01`, doc: null },
        put('authorisation', {
          ens,
          producte: 'PADRO',
          modalitats: '*',
          finalitat: 'PROVES',
          from: '2020-01-01',
          ...doc,
        }),
      ],
      'prova',
      'another authorisation',
    );
  for (const [doc, code] of [
    [{ modalitats: ['CONVIVENTS'] }, 'authorise.not-authorised'],
    [{ finalitat: 'UNA-ALTRA' }, 'authorise.not-authorised'],
    [{ from: '2021-01-01', to: '2022-01-01' }, 'authorise.out-of-dates'],
  ] as const) {
    await change(doc);
    assert.equal((await g.ask()).fault?.detail.code, code, JSON.stringify(doc));
  }
  assert.equal(g.received, 0);
});

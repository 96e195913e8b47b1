import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ClientCertificateForm, readClientCertificate } from '../../src/admit/channel.ts';
import { createAuthority } from '../../src/pki/index.ts';

const { certPem, certDer } = createAuthority({ commonName: 'Autoritat', key: 'P-256' });
const base64 = certDer.toString('base64');
const escaped = encodeURIComponent(certPem);

const GOOD: readonly (readonly [ClientCertificateForm, string, string])[] = [
  ['rfc9440', 'as it is', `:${base64}:`],
  ['rfc9440', 'between blanks', ` :${base64}: `],
  ['nginx', 'escaped', escaped],
  ['nginx', 'with CR LF', encodeURIComponent(certPem.replaceAll('\n', '\r\n'))],
  ['nginx', 'without the last line break', encodeURIComponent(certPem.trim())],
  ['nginx', 'with lower-case escapes', escaped.replace(/%../g, (code) => code.toLowerCase())],
  ['haproxy', 'as it is', base64],
];

const NONSENSE: readonly (readonly [ClientCertificateForm, string, string])[] = [
  ...(['rfc9440', 'nginx', 'haproxy'] as const)
    .flatMap((form) =>
      ['', ' ', ':', '::', ':::', 'null', '-', '%', '%zz', '%00', '\u0000', '💥', 'a b', '=', '===='].map(
        (text) => [form, JSON.stringify(text), text] as const,
      ),
    )
    .filter(([form, , text]) => !(form === 'haproxy' && text === 'null')),
  ['rfc9440', 'without colons', base64],
  ['rfc9440', 'with one colon', `:${base64}`],
  ['rfc9440', 'a list', `:${base64}:, :${base64}:`],
  ['rfc9440', 'with a parameter', `:${base64}:;a=1`],
  ['rfc9440', 'with a blank inside', `:${base64.slice(0, 8)} ${base64.slice(8)}:`],
  ['rfc9440', 'base64url', ':-_-_:'],
  ['rfc9440', 'with three pads', ':AAAA===:'],
  ['nginx', 'two certificates', encodeURIComponent(certPem + certPem)],
  ['nginx', 'text before', encodeURIComponent(`x${certPem}`)],
  ['nginx', 'text behind', encodeURIComponent(`${certPem}x`)],
  ['nginx', 'a key', encodeURIComponent(certPem.replaceAll('CERTIFICATE', 'PRIVATE KEY'))],
  ['nginx', 'without an end', encodeURIComponent(certPem.slice(0, -30))],
  ['nginx', 'cut inside an escape', escaped.slice(0, escaped.lastIndexOf('%') + 2)],
  ['nginx', 'an escape that is no UTF-8', `${escaped}%ff`],
  ['nginx', 'escaped twice', encodeURIComponent(escaped)],
  ['haproxy', 'between colons', `:${base64}:`],
  ['haproxy', 'PEM', certPem],
  ['haproxy', 'a list', `${base64},${base64}`],
];

describe('the certificate in a header', () => {
  for (const [form, name, value] of GOOD) {
    it(`${form} ${name}`, () => assert.deepEqual(readClientCertificate(value, form), certDer));
  }

  for (const [form, name, value] of NONSENSE) {
    it(`${form}: nothing in ${name}`, () => assert.equal(readClientCertificate(value, form), undefined));
  }

  it('finds nothing in long nonsense', () => {
    const long = 65_536;
    for (const unit of [':', '%', 'A', '=', ' ', '-----BEGIN CERTIFICATE----- ', 'A ', '%20']) {
      for (const form of ['rfc9440', 'nginx', 'haproxy'] as const) {
        const value = unit.repeat(Math.ceil(long / unit.length)).slice(0, long);
        const found = readClientCertificate(`${value}!`, form);
        assert.equal(found, undefined);
      }
    }
  });
});

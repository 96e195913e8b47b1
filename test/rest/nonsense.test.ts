import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fill, Refusal } from '../../src/base/errors/refusal.ts';
import { preferred } from '../../src/base/negotiate.ts';
import type { Rest } from '../../src/base/request.ts';
import { Trail } from '../../src/base/trail.ts';
import { readMessage } from '../../src/parse/index.ts';
import { payloadOf } from '../../src/rest/payload.ts';
import { openGateway } from '../support/gateway.ts';
import { byToken, type Json, send, TITULAR, titular } from './support.ts';

const rest = (change: Partial<Rest> = {}): Rest => ({
  method: 'POST',
  target: TITULAR,
  name: 'TITULAR',
  authorization: undefined,
  accept: undefined,
  language: undefined,
  ...change,
});

const message = () => ({ frontal: 'sincron', trail: new Trail('sincron', 0) }) as const;

/** The code by which a body is refused; undefined: it is a petition. */
function judge(body: string | Buffer, name = 'TITULAR'): string | undefined {
  try {
    readMessage(payloadOf('sincron', rest({ name }), Buffer.from(body), 0), message()).contract();
    return undefined;
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error));
    return error.code;
  }
}

describe('a body that is nonsense', () => {
  it('is refused by what is wrong with it', () => {
    const text = JSON.stringify(titular());
    const cases: readonly (readonly [string, string | Buffer | Json, string])[] = [
      ['nothing', '', 'parse.json'],
      ['no JSON', '<x/>', 'parse.json'],
      ['JSON that is cut', text.slice(0, -1), 'parse.json'],
      ['Latin-1', Buffer.from(text, 'latin1'), 'parse.json'],
      ['UTF-16', Buffer.from(text, 'utf16le'), 'parse.json'],
      ['a list', '[]', 'parse.field'],
      ['a text', '"x"', 'parse.field'],
      ['null', 'null', 'parse.field'],
      ['nothing in it', '{}', 'parse.missing'],
      ['ten thousand levels', '['.repeat(10_000) + ']'.repeat(10_000), 'parse.field'],
      ['a field more', titular({ x: 1 }), 'parse.field'],
      ['a prototype', text.replace('{', '{"__proto__": {"admin": true},'), 'parse.field'],
      ['a number for a text', titular({ documentacion: 12344321 }), 'parse.field'],
      ['a text for a number', titular({ tipoDocumentacion: '1' }), 'parse.field'],
      ['a kind that is not there', titular({ tipoDocumentacion: 5 }), 'parse.field'],
      ['a control character', titular({ documentacion: '1\u0000' }), 'parse.field'],
      ['a line end', titular({ NombreSolicitante: 'a\r\nb' }), 'parse.field'],
      ['half a pair', titular({ NombreSolicitante: '\ud800' }), 'parse.field'],
      ['a non-character', titular({ NombreSolicitante: '\uffff' }), 'parse.field'],
      ['a municipality of four digits', titular({ codigoMunicipio: '0023' }), 'parse.field'],
      ['digits that are not ASCII', titular({ codigoProvincia: '１７' }), 'parse.field'],
      ['no municipality', titular({ codigoMunicipio: undefined }), 'parse.missing'],
      ['no consent', titular({ Consentimiento: 'No' }), 'parse.field'],
      ['no purpose', titular({ Finalidad: undefined }), 'parse.missing'],
      ['two purposes', titular({ Procedimiento: 'PRC' }), 'parse.field'],
      ['a long IdPeticion', titular({ IdPeticion: 'x'.repeat(101) }), 'parse.field'],
      ['an empty IdPeticion', titular({ IdPeticion: '' }), 'parse.field'],
      ['a list of people where one is asked for', titular({ conviviente: [] }), 'parse.field'],
    ];
    for (const [name, body, code] of cases) {
      assert.equal(judge(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)), code, name);
    }
    assert.equal(judge(text), undefined);
    assert.equal(judge(text, 'ALTRA'), 'http.not-found');
    assert.equal(judge(text, 'constructor'), 'http.not-found');
    assert.equal(judge(text, 'TITULAR_CERCA'), 'parse.asynchronous-only');
    const { codigoMunicipio: _, ...half } = titular();
    assert.equal(judge(JSON.stringify({ ...half, idescat: undefined }), 'TITULAR_IDESCAT'), 'parse.missing');
  });

  it('never gets markup into a petition, whatever its texts say', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const body = titular({ NombreSolicitante: text, numExpediente: text, documentacion: text });
        try {
          const bytes = payloadOf('sincron', rest(), Buffer.from(JSON.stringify(body)), 0);
          const peticion = readMessage(bytes, message()).contract();
          assert.equal(peticion.nombreSolicitante, text);
          assert.equal(peticion.solicitudes[0]!.documents[0]!.documentacion, text);
          assert.equal(peticion.solicitudes[0]!.numExpediente, text);
        } catch (error) {
          assert.ok(error instanceof Refusal && error.code === 'parse.field', String(error));
        }
      }),
    );
  });

  it('is never anything but a refusal, whatever JSON it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        assert.match(judge(JSON.stringify(value)) ?? '', /^parse\./);
      }),
    );
  });
});

describe('what a body should have been', () => {
  const told = (change: Json, language: 'ca' | 'es' | 'en'): string => {
    try {
      payloadOf('sincron', rest(), Buffer.from(JSON.stringify(titular(change))), 0);
    } catch (error) {
      if (error instanceof Refusal) return fill(error.entry.text[language], error.params, language);
    }
    return '';
  };

  it('is said in the language of the caller alone', () => {
    const cases: readonly (readonly [Json, ca: string, en: string])[] = [
      [{ documentacion: undefined }, 'documentacion: hi falta text.', 'documentacion: text is missing.'],
      [{ Consentimiento: undefined }, "Consentimiento: hi falta un d'aquests: Si, Ley, NoOpo.", ''],
      [{ Consentimiento: 'No' }, "Consentimiento: s'esperava un d'aquests: Si, Ley, NoOpo.", ''],
      [{ tipoDocumentacion: 9 }, "tipoDocumentacion: s'esperava com a màxim 4.", ''],
      [{ tipoDocumentacion: '1' }, "tipoDocumentacion: s'esperava un número.", ''],
      [{ tipoDocumentacion: 1.5 }, "tipoDocumentacion: s'esperava un número enter.", ''],
      [{ x: 1 }, "x: s'esperava només camps coneguts.", 'x: expected only known fields.'],
      [{ codigoMunicipio: 'x' }, "codigoMunicipio: s'esperava tres dígits.", 'codigoMunicipio: expected three digits.'],
      [{ IdPeticion: '' }, "IdPeticion: s'esperava almenys un caràcter.", ''],
      [{ IdPeticion: 'x'.repeat(101) }, "IdPeticion: s'esperava com a màxim 100 caràcters.", ''],
      [{ Procedimiento: 'x' }, "Procedimiento: s'esperava almenys 3 caràcters.", ''],
      [{ NombreSolicitante: '\0' }, "NombreSolicitante: s'esperava text sense caràcters de control.", ''],
      [{ Funcionario: [] }, "Funcionario: s'esperava un objecte.", 'Funcionario: expected an object.'],
    ];
    for (const [change, ca, en] of cases) {
      assert.equal(told(change, 'ca'), ca);
      if (en !== '') assert.equal(told(change, 'en'), en);
      assert.doesNotMatch(told(change, 'es'), /expected|Invalid|Too|characters|Unrecognized/);
    }
  });
});

describe('a preference', () => {
  it('is for the first of what it likes best, and for nothing that it does not take', () => {
    const offered = ['application/json', 'application/xml'] as const;
    const cases: readonly (readonly [string | undefined, string | undefined])[] = [
      [undefined, 'application/json'],
      ['', 'application/json'],
      ['APPLICATION/XML', 'application/xml'],
      ['application/xml;q=0.5, */*;q=0.1', 'application/xml'],
      ['application/json;q=0, */*', 'application/xml'],
      ['application/xml;q=2', undefined],
      ['application/xml;q=', undefined],
      ['text/html', undefined],
      ['x'.repeat(10_000), undefined],
      [`${'text/html,'.repeat(1_000)}application/json`, undefined],
    ];
    for (const [header, found] of cases) assert.equal(preferred(header, offered), found, header);
    assert.equal(preferred('en-GB, ca;q=0.5', ['ca', 'es', 'en']), 'en');
  });
});

describe('a request that is no petition', () => {
  it('is a problem of its own', async (t) => {
    const g = await openGateway(t);
    const body = JSON.stringify(titular());
    const cases: readonly (readonly [
      path: string,
      options: Parameters<typeof send>[2],
      status: number,
      code: string,
    ])[] = [
      [TITULAR, { method: 'GET' }, 405, 'api.method'],
      [TITULAR, { method: 'DELETE' }, 405, 'api.method'],
      ['/v1/lots', { method: 'GET' }, 405, 'api.method'],
      ['/v1/lots/x', { method: 'POST', body }, 405, 'api.method'],
      ['/v1/openapi.json', { body }, 405, 'api.method'],
      ['/v1/volants', { body }, 404, 'api.not-found'],
      ['/v1/volants/', { body }, 404, 'api.not-found'],
      ['/v1/volants/TITULAR/x', { body }, 404, 'api.not-found'],
      ['/V1/volants/TITULAR', { body }, 404, 'http.not-found'],
      ['/v1/volants/ALTRA', { body }, 404, 'http.not-found'],
      ['/v1/volants/%ff', { body }, 404, 'http.not-found'],
      [
        '/v1/lots/%ff?IdentificadorSolicitante=1&CodigoCertificado=TITULAR&Finalidad=x',
        { method: 'GET' },
        400,
        'http.malformed',
      ],
      [TITULAR, { body, headers: { 'content-type': 'text/xml' } }, 415, 'api.media-type'],
      [TITULAR, { body, headers: { 'content-type': 'application/json; charset=latin1' } }, 415, 'api.media-type'],
      [TITULAR, { body, headers: { 'content-encoding': 'gzip' } }, 415, 'http.content-encoding'],
      [TITULAR, { body: 'x'.repeat(2_097_153) }, 413, 'http.too-large'],
      [TITULAR, { body }, 401, 'verify.no-certificate'],
    ];
    for (const [path, options, status, code] of cases) {
      const answer = await send(g, path, options);
      assert.equal(answer.status, status, `${path} ${answer.text}`);
      if (!path.startsWith('/V1')) assert.equal(answer.json.code, code, `${path} ${answer.text}`);
    }
    assert.equal(
      (await byToken(g, TITULAR, titular(), { 'content-type': 'application/json; charset="UTF-8"' })).status,
      200,
    );
    assert.match(await g.metrics(), /padro_refusals_total\{station="verify",code="verify\.no-certificate"\} 1/);
  });
});

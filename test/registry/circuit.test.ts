import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fill, Refusal } from '../../src/base/errors/refusal.ts';
import { ACTS, type Act } from '../../src/registry/circuit/acts.ts';
import { actsOf, advance, begin, type Doer, type Doing, turnOf } from '../../src/registry/circuit/advance.ts';
import { due } from '../../src/registry/circuit/due.ts';
import { type Expedient, expedient as schema } from '../../src/registry/circuit/expedient.ts';
import { remind } from '../../src/registry/circuit/remind.ts';
import { STEPS } from '../../src/registry/circuit/steps.ts';
import { type Actor, STEP_NAMES } from '../../src/registry/circuit/words.ts';

const DAY = 86_400_000;
const REPORT = 'c'.repeat(64);
const START = Date.parse('2026-03-02T09:00:00Z');
const OPENING = {
  id: 'i-17023',
  municipi: '17023',
  name: 'Municipi de prova',
  environment: 'produccio',
  language: 'ca',
} as const;
const CONTACT = { contactName: 'Contacte de prova', contactEmail: 'padro@example.cat' };
const PDF = { sha256: 'a'.repeat(64), size: 1000, type: 'application/pdf' } as const;
const OTHER_PDF = { ...PDF, sha256: 'b'.repeat(64) };

const by = (actor: Actor): Doer => ({ who: `somebody of ${actor}`, actor });
type Move = readonly [actor: Actor, doing: Doing, leads: Expedient['step']];

/** Does the moves, each a day behind the other, and checks where each leads. */
function walk(first: Move, ...moves: Move[]) {
  const [actor, doing, leads] = first;
  let now = START;
  let last = begin(OPENING, doing, by(actor), now);
  assert.equal(last.expedient.step, leads);
  const letters = [...last.letters];
  for (const [actor, doing, leads] of moves) {
    now += DAY;
    last = advance(last.expedient, doing, by(actor), now);
    assert.equal(last.expedient.step, leads, doing.act);
    letters.push(...last.letters);
  }
  assert.deepEqual(schema.parse(last.expedient), last.expedient);
  return { ...last, sent: letters.map(({ letter }) => letter), now };
}

const refusal = (run: () => unknown): Refusal => {
  try {
    run();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was not refused');
};

const INVITED: Move = ['LM', { act: 'invite', fields: CONTACT }, 'invited'];
const REQUESTED: Move = [
  'ens',
  { act: 'request', fields: { ...CONTACT, wants: 'offer', delegated: 'no' } },
  'decision',
];
const CONVENED: Move = ['OT', { act: 'convene' }, 'a-data'];
const SIGNATORY = { ensNif: 'P1702300A', signatoryName: 'Representant de prova', signatoryPosition: 'Alcaldia' };
const DATA: Move = ['ens', { act: 'give-data', fields: SIGNATORY }, 'b-signatures'];
const REGISTERED: Move = [
  'AJ',
  { act: 'register', fields: { conveniNumber: '2026/17', conveniFrom: '2026-03-01', conveniTo: '2030-03-01' } },
  'f-tell',
];
const FORM = { ...CONTACT, vendor: 'Programa de prova', host: 'padro.example.cat' };
const SET_UP: Move = [
  'OT',
  { act: 'set-up', fields: { endpoint: 'prova-1', httpPort: 8080, httpsPort: 8443 } },
  'verification',
];
const VERIFIED: Move = ['OT', { act: 'verify', fields: { checkReport: REPORT } }, 'live'];
const TO_SIGNATURES = [REQUESTED, CONVENED, DATA] as const;
const FROM_SIGNATURES: readonly Move[] = [
  REGISTERED,
  ['AJ', { act: 'tell' }, 'form'],
  ['ens', { act: 'fill-in', fields: FORM }, 'g-set-up'],
  SET_UP,
  VERIFIED,
];

describe('the circuit', () => {
  it('goes from the invitation to live with a conveni that the AOC signs first', () => {
    const { sent, effects } = walk(
      INVITED,
      ...TO_SIGNATURES,
      ['AJ', { act: 'sign-aoc', document: PDF }, 'b-signatures'],
      ['ens', { act: 'sign-ens', document: OTHER_PDF }, 'e-register'],
      ...FROM_SIGNATURES,
    );
    assert.deepEqual(sent, ['invitation', 'signature-data', 'conveni', 'form', 'ports', 'acceptance']);
    assert.deepEqual(effects, ['open']);
  });

  it('goes there with a conveni that the ens signs first, and does not ask it to sign again', () => {
    const { sent, expedient } = walk(
      INVITED,
      ['ens', { act: 'sign-ens', document: PDF }, 'invited'],
      ...TO_SIGNATURES,
      ['AJ', { act: 'sign-aoc', document: OTHER_PDF }, 'e-register'],
      ...FROM_SIGNATURES,
    );
    assert.deepEqual(sent, ['invitation', 'signature-data', 'form', 'ports', 'acceptance']);
    assert.equal(expedient.letters.at(-1)?.attach, OTHER_PDF.sha256, 'the copy has both signatures');
  });

  it('goes there without a conveni of its own where the padró is delegated', () => {
    const { sent, expedient } = walk(
      ['OT', { act: 'open', fields: { ...CONTACT, ticket: 'FP#258025' } }, 'triage'],
      ['OT', { act: 'ask' }, 'question'],
      [
        'ens',
        { act: 'request', fields: { ...CONTACT, wants: 'offer', delegated: 'yes', bodyName: 'Consell' } },
        'decision',
      ],
      ['OT', { act: 'delegate', fields: { body: '9017000005', bodyName: 'Consell' } }, 'delegation'],
      ['OT', { act: 'include', fields: { endpoint: 'consell-1', ticket: 'FP#258026' } }, 'verification'],
      VERIFIED,
    );
    assert.deepEqual(sent, ['question', 'delegated', 'acceptance']);
    assert.deepEqual(expedient.tickets, ['FP#258025', 'FP#258026']);
    assert.equal(expedient.letters.at(-1)?.attach, undefined);
  });

  it('ends at triage for who wants to consume only', () => {
    const consume = { ...CONTACT, wants: 'consume', delegated: 'no' };
    const { expedient } = walk(INVITED, ['ens', { act: 'request', fields: consume }, 'consumer']);
    assert.deepEqual(actsOf(expedient), []);
  });

  it('pauses when the conveni lapses, and goes on only under a new one', () => {
    const live = walk(
      INVITED,
      ...TO_SIGNATURES,
      ['AJ', { act: 'sign-aoc', document: PDF }, 'b-signatures'],
      ['ens', { act: 'sign-ens', document: OTHER_PDF }, 'e-register'],
      ...FROM_SIGNATURES,
    );
    assert.equal(
      refusal(() => advance(live.expedient, { act: 'lapse' }, by('rellotge'), live.now)).code,
      'circuit.missing',
    );
    const then = Date.parse('2030-03-01T00:00:00Z');
    const lapsed = advance(live.expedient, { act: 'lapse' }, by('rellotge'), then);
    assert.equal(lapsed.expedient.step, 'paused');
    assert.deepEqual(lapsed.effects, ['close']);
    const early = refusal(() => advance(lapsed.expedient, { act: 'resume' }, by('OT'), then));
    assert.equal(early.params.missing, 'un conveni vigent');
    const fields = { conveniNumber: '2030/1', conveniFrom: '2030-03-01' };
    const renewed = advance(lapsed.expedient, { act: 'renew', fields }, by('AJ'), then);
    assert.equal(renewed.expedient.data.conveniTo, undefined, 'the old end is forgotten');
    const resumed = advance(renewed.expedient, { act: 'resume' }, by('OT'), then);
    assert.equal(resumed.expedient.step, 'live');
    assert.deepEqual(resumed.effects, ['open']);
  });

  it('does not take the word of the ens that it needs no conveni', () => {
    const { expedient } = walk(INVITED, [
      'ens',
      { act: 'request', fields: { ...CONTACT, wants: 'offer', delegated: 'yes' } },
      'decision',
    ]);
    const later = { ...expedient, step: 'verification' } as const;
    const { code } = refusal(() => advance(later, { act: 'verify', fields: { checkReport: REPORT } }, by('OT'), START));
    assert.equal(code, 'circuit.missing');
  });

  it('sends a set-up that does not pass back, and forgets what it passed before', () => {
    const { expedient } = walk(
      INVITED,
      ...TO_SIGNATURES,
      ['AJ', { act: 'sign-aoc', document: PDF }, 'b-signatures'],
      ['ens', { act: 'sign-ens', document: OTHER_PDF }, 'e-register'],
      ...FROM_SIGNATURES.slice(0, -1),
      ['OT', { act: 'fail', fields: { reason: 'El port HTTPS no respon' } }, 'g-set-up'],
    );
    assert.equal(expedient.data.checkReport, undefined);
    assert.equal(expedient.history.at(-1)?.why, 'El port HTTPS no respon');
  });
});

describe('the circuit refuses', () => {
  const invited = walk(INVITED);
  const signing = walk(INVITED, ...TO_SIGNATURES);

  it('what is not to be done at that step, saying whose turn it is', () => {
    const { code, params } = refusal(() => advance(invited.expedient, { act: 'register' }, by('AJ'), START));
    assert.deepEqual([code, params], ['circuit.not-now', { act: 'register', step: 'invited', turn: 'ens' }]);
  });

  it('what another office does', () => {
    const { code } = refusal(() => advance(signing.expedient, { act: 'sign-aoc', document: PDF }, by('OT'), START));
    assert.equal(code, 'circuit.not-yours');
  });

  it('what lacks a document, or a field', () => {
    const signed = refusal(() => advance(signing.expedient, { act: 'sign-aoc' }, by('AJ'), START));
    assert.deepEqual(signed.params, { act: 'sign-aoc', missing: 'conveni-aoc', turn: 'AJ' });
    const fields = { contactName: 'Algú' };
    const asked = refusal(() => advance(invited.expedient, { act: 'request', fields }, by('ens'), START));
    assert.deepEqual([asked.code, asked.params.missing], ['circuit.missing', 'wants, delegated, contactEmail']);
  });

  for (const [what, field, value] of [
    ['a loopback address in disguise', 'host', '0x7f.1'],
    ['a decimal address', 'host', '2130706433'],
    ['an address with a user', 'host', 'a@example.cat'],
    ['a port behind the host', 'host', 'example.cat:22'],
    ['a path behind the host', 'host', 'example.cat/x'],
    ['two lines', 'vendor', 'a\nBcc: b'],
    ['no e-mail', 'contactEmail', 'a@b@c'],
    ['a field of another act', 'conveniNumber', '1'],
  ] as const) {
    it(`${what} in ${field}`, () => {
      const fields = { ...FORM, [field]: value };
      const { code, entry, params } = refusal(() =>
        advance(invited.expedient, { act: 'fill-in', fields }, by('ens'), START),
      );
      assert.equal(code, 'circuit.field');
      assert.doesNotMatch(fill(entry.text.ca, params, 'ca'), /expected|[Ii]nvalid|Too|\b(the|not|only|are)\b/);
    });
  }

  it('to begin in the middle', () => {
    assert.equal(refusal(() => begin(OPENING, { act: 'verify' }, by('OT'), START)).code, 'circuit.not-now');
  });
});

describe('deadlines', () => {
  const { expedient } = walk(INVITED);

  it('say what is overdue, whose turn it is, and how late', () => {
    assert.deepEqual(due([expedient], START + 30 * DAY - 1), []);
    const [late] = due([expedient], START + 33 * DAY);
    assert.deepEqual(late, {
      id: 'i-17023',
      name: 'Municipi de prova',
      step: 'invited',
      turn: 'ens',
      deadline: '2026-04-01T09:00:00.000Z',
      late: 3,
      remind: true,
    });
  });

  it('remind the ens once in a while, with a link to what it has to do', () => {
    const now = START + 31 * DAY;
    const first = remind(expedient, by('rellotge'), now)!;
    assert.deepEqual(
      first.letters.map(({ letter, link }) => [letter, link]),
      [['reminder-link', 'request']],
    );
    assert.equal(remind(first.expedient, by('rellotge'), now + 14 * DAY), undefined);
    assert.ok(remind(first.expedient, by('rellotge'), now + 15 * DAY));
  });

  it('of the signatures run for whoever has not signed', () => {
    const signing = walk(INVITED, ...TO_SIGNATURES);
    assert.equal(turnOf(signing.expedient, START), 'AJ');
    const { expedient } = advance(signing.expedient, { act: 'sign-aoc', document: PDF }, by('AJ'), START);
    assert.equal(turnOf(expedient, START), 'ens');
  });
});

describe('the table', () => {
  const acts = Object.entries(ACTS) as [string, Act][];

  it('can reach every step, and leave each that is not an end', () => {
    const reached = new Set(acts.flatMap(([, { to = [] }]) => to.map(({ step }) => step)));
    assert.deepEqual(
      STEP_NAMES.filter((step) => !reached.has(step)),
      [],
    );
    const left = new Set(acts.filter(([, { to }]) => to).flatMap(([, { from }]) => from));
    assert.deepEqual(
      STEP_NAMES.filter((step) => !left.has(step)),
      ['consumer', 'refused', 'withdrawn'],
    );
  });

  it('links only to acts of the ens', () => {
    const links = [
      ...acts.flatMap(([, { letters = [] }]) => letters.flatMap(({ link }) => link ?? [])),
      ...Object.values(STEPS).flatMap(({ link }) => link ?? []),
    ];
    for (const link of links) assert.ok((ACTS[link] as Act).by.includes('ens'), link);
  });

  it('gives every step with a turn its deadline', () => {
    for (const [name, { turns, days }] of Object.entries(STEPS))
      assert.equal(turns.length > 0, days !== undefined, name);
  });
});

describe('whatever is done, in whatever order', () => {
  const FIELDS = {
    ...SIGNATORY,
    ...FORM,
    wants: 'offer',
    delegated: 'yes',
    body: '9017000005',
    bodyName: 'Consell',
    conveniNumber: '2026/17',
    conveniFrom: '2026-03-01',
    conveniTo: '2026-06-01',
    endpoint: 'prova-1',
    httpPort: 8080,
    httpsPort: 8443,
    checkReport: REPORT,
    migrationWeek: '2026-05-04',
    reason: 'Prova',
  };
  /** An act with just the fields that it asks for. */
  const doing = (name: keyof typeof ACTS): Doing => {
    const { fields = [], document }: Act = ACTS[name];
    const given = Object.fromEntries(fields.map((field) => [field, FIELDS[field as keyof typeof FIELDS]]));
    return { act: name, fields: given, ...(document && { document: PDF }) };
  };

  it('a route opens only with a conveni in force, or a body that has one, and a check that passed', () => {
    const seed = Date.now();
    const move = fc.record({ pick: fc.nat(), days: fc.integer({ min: 0, max: 12 }) });
    let [delegations, convenis] = [0, 0];
    const property = fc.property(fc.array(move, { minLength: 20, maxLength: 80 }), (moves) => {
      let now = START;
      let { expedient } = begin(OPENING, { act: 'invite', fields: CONTACT }, by('LM'), now);
      for (const { pick, days } of moves) {
        now += days * DAY;
        const open = actsOf(expedient).filter((name) => name !== 'refuse' && name !== 'withdraw');
        const act = open[pick % open.length];
        if (act === undefined) break;
        try {
          const next = advance(expedient, doing(act), by((ACTS[act] as Act).by[0]!), now);
          expedient = next.expedient;
          if (!next.effects.includes('open')) continue;
          const { data, documents } = expedient;
          const delegated = data.body !== undefined;
          if (delegated) delegations++;
          else convenis++;
          const signed = documents['conveni-aoc'] !== undefined && documents['conveni-ens'] !== undefined;
          const inForce = data.conveniTo === undefined || now < Date.parse(data.conveniTo);
          assert.ok(delegated || (signed && data.conveniNumber !== undefined && inForce));
          assert.equal(data.checkReport, REPORT);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      }
      assert.deepEqual(schema.parse(expedient), expedient);
    });
    fc.assert(property, { seed, numRuns: 100 });
    assert.ok(delegations > 0 && convenis > 0, `a branch was never walked to its end with seed ${seed}`);
  });
});

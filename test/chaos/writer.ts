import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { type Actor, type CircuitRequest, type Expedient, put, VersionConflict } from '../../src/registry/index.ts';
import { type Acknowledged, STOPPED } from './check.ts';
import { type Office, openOffice, type Setting } from './office.ts';

/** Writes all that the store holds as fast as it can, and tells what was acknowledged, until it is killed. */
process.once('message', async ({ setting, round }: { setting: Setting; round: number }) => {
  const office = await openOffice(setting);
  const forever = async (write: (office: Office, name: string) => Promise<void>): Promise<void> => {
    for (let n = 0; ; n++) {
      await write(office, `${round}-${n}`);
      await turn();
    }
  };
  await Promise.all([registry, circuit, journal, post].map(forever));
});
process.send!('ready');

const acknowledge = (told: Acknowledged): void => void process.send!(told);

/** Two records in one change. */
async function registry({ registry }: Office, name: string): Promise<void> {
  const both = STOPPED.map((id) => put('stop', { what: 'municipality', id, reason: name }));
  await registry.change(both, 'prova', name);
  acknowledge({ change: name });
}

const CONTACT = { contactName: 'Contacte de prova', contactEmail: 'padro@example.cat' };
const SIGNATORY = { ensNif: 'P1702300A', signatoryName: 'Representant', signatoryPosition: 'Alcaldia' };

/** An expedient, from the invitation to a conveni that goes out with its letter. */
async function circuit({ circuit }: Office, name: string): Promise<void> {
  const id = `i-${name}`;
  const opening = { id, municipi: '17023', name: 'Prova', environment: 'proves', language: 'ca' } as const;
  const told = ({ letters }: Expedient, act: string): void =>
    acknowledge({ expedient: id, act, letters: letters.map((letter) => letter.id) });
  told(await circuit.open(opening, { act: 'invite', fields: CONTACT }, { who: 'prova', actor: 'LM' }), 'invite');
  const document = Buffer.from(`%PDF-1.7\n${name}\n%%EOF\n`);
  const acts: readonly (readonly [Actor, CircuitRequest])[] = [
    ['OT', { act: 'request', fields: { ...CONTACT, wants: 'offer', delegated: 'no' } }],
    ['OT', { act: 'convene' }],
    ['AJ', { act: 'give-data', fields: SIGNATORY }],
    ['AJ', { act: 'sign-aoc', document }],
  ];
  for (const [actor, request] of acts) {
    let done: Expedient | undefined;
    while (!done) done = await unlessOvertaken(circuit.act(id, request, { who: 'prova', actor }));
    told(done, request.act);
  }
  acknowledge({ document: createHash('sha256').update(document).digest('hex') });
}

/** Links of its letters are written into an expedient meanwhile: then it is done again. */
const unlessOvertaken = <T>(act: Promise<T>): Promise<T | undefined> =>
  act.catch((error: unknown) => {
    if (error instanceof VersionConflict) return undefined;
    throw error;
  });

async function journal({ journal }: Office, name: string): Promise<void> {
  const key = { key: createHash('sha256').update(name).digest('hex'), until: Number.MAX_SAFE_INTEGER };
  await journal.intent({ kind: 'intent', incident: name, fields: {} }, { petition: key });
  acknowledge({ incident: name });
}

const post = async ({ post }: Office): Promise<void> => void (await post.run());

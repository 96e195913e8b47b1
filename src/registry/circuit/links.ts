import { createHash, timingSafeEqual } from 'node:crypto';
import { random } from '../../base/clock.ts';
import { type Language, Refusal } from '../../base/errors/refusal.ts';
import type { QueuedNotice, Values } from '../../notices/index.ts';
import { put } from '../records.ts';
import { VersionConflict } from '../store.ts';
import { ACTS, type Act, type ActName, isAct } from './acts.ts';
import type { Circuit, CircuitPorts, Request, Versioned } from './circuit.ts';
import type { Expedient, Link } from './expedient.ts';
import { FIELDS, type Field } from './fields.ts';

const LIFE_MS = 30 * 86_400_000;

/** What a link asks for. */
export interface LinkForm {
  readonly language: Language;
  /** Name of the municipality. */
  readonly name: string;
  readonly act: ActName;
  readonly fields: readonly (Field & { readonly name: string; readonly required: boolean; readonly value: string })[];
  /** It wants a document, as PDF. */
  readonly document: boolean;
}

export interface LinkPorts extends Pick<CircuitPorts, 'registry' | 'clock'> {
  readonly circuit: Circuit;
  /** Public origin that links begin with. */
  readonly origin: () => string;
}

/**
 * Links by which an ens acts without an account: one act each, once, until they expire. Only the SHA-256 of a token is kept,
 * in the expedient, so that spending it and what it does are one change.
 */
export class Links {
  readonly #ports: LinkPorts;

  constructor(ports: LinkPorts) {
    this.#ports = ports;
  }

  /** Makes the link of a letter that is about to leave; it replaces what an earlier attempt made. */
  async issue({ id: letter, about, link: act }: Pick<QueuedNotice, 'id' | 'about' | 'link'>): Promise<Values> {
    const { circuit, registry, clock, origin } = this.#ports;
    const { expedient, version } = circuit.get(about);
    const token = random(32).toString('base64url');
    const expires = new Date(clock.now() + LIFE_MS).toISOString();
    const link: Link = { letter, act: act!, hash: hashOf(token), expires };
    const links = [...expedient.links.filter((other) => other.letter !== letter), link];
    const change = { ...put('integration', { ...expedient, links }), expected: version };
    await registry.change([change], 'padro-gateway', `link of ${letter}`);
    return { link: `${origin()}/integracio/${about}/${token}`, expires: expires.slice(0, 10) };
  }

  /** The form that a link opens. It is not spent by looking. @throws Refusal `circuit.link` */
  look(id: string, token: string): LinkForm {
    const { expedient, link } = this.#find(id, token);
    const act = link.act as ActName;
    const { fields = [], optional = [], document }: Act = ACTS[act];
    const { language, name, data } = expedient;
    const toField = (required: boolean) => (field: keyof typeof FIELDS) => ({
      ...FIELDS[field],
      name: field,
      required,
      value: String(data[field] ?? ''),
    });
    return {
      language,
      name,
      act,
      fields: [...fields.map(toField(true)), ...optional.map(toField(false))],
      document: document !== undefined,
    };
  }

  /**
   * Does what the link is for, and spends it, in one change of the registry. A link whose form is refused stays good.
   *
   * @throws Refusal `circuit.link`, and as `Circuit.act`
   */
  async spend(id: string, token: string, form: Omit<Request, 'act'>): Promise<void> {
    try {
      await this.#spend(id, token, form);
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
      // Somebody was first: by this link, which then is none any more, or otherwise, and this is done on what that left.
      await this.#spend(id, token, form);
    }
  }

  async #spend(id: string, token: string, { fields, document }: Omit<Request, 'act'>): Promise<void> {
    const { link, version } = this.#find(id, token);
    const request = { act: link.act as ActName, ...(fields && { fields }), document };
    const by = { who: `link of ${link.letter}`, actor: 'ens' } as const;
    await this.#ports.circuit.act(id, request, by, { version, spends: link.hash });
  }

  #find(id: string, token: string): Versioned & { readonly link: Link } {
    const found = this.#ports.registry.get('integration', id);
    const hash = Buffer.from(hashOf(token), 'hex');
    const link = found?.doc.links.find((one) => timingSafeEqual(Buffer.from(one.hash, 'hex'), hash));
    if (!found || !link || !isOpen(link, found.doc, this.#ports.clock.now())) throw new Refusal('circuit.link');
    return { expedient: found.doc, version: found.version, link };
  }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const isOpen = ({ act, expires, spent }: Link, { step }: Expedient, now: number): boolean =>
  spent === undefined && now < Date.parse(expires) && isAct(act) && (ACTS[act] as Act).from.includes(step);

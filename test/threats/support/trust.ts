import { type Issued, issue, type Name } from '../../../src/pki/index.ts';
import { authority, date, intermediate, keyOf, root, rsaRoot } from './keys.ts';

/** The authorities under which the corpus was made. Every defect that a link of a chain can have is one file of the trust directory. */
export interface Authorities {
  readonly anchors: Readonly<Record<string, Issued>>;
  /** In the trust directory beside the anchors: they count only when they chain to one. */
  readonly intermediates: Readonly<Record<string, Issued>>;
  /** Trusted by nobody. */
  readonly strangers: Readonly<Record<string, Issued>>;
}

const make = (): Authorities => {
  const [r, rsa] = [root(), rsaRoot()];
  const twins = [authority('Bessona'), authority('Bessona'), authority('Bessona')] as const;
  const short = intermediate(r, 'Amb pathLen 0', { basicConstraints: { ca: true, pathLen: 0 } });
  const [loopA, loopB] = loop();
  const chain: Issued[] = [];
  for (let i = 1; i <= 9; i++) chain.push(intermediate(chain.at(-1) ?? r, `Cadena ${i}`));
  const cross = intermediate(rsa, 'Creuada');
  return {
    anchors: { root: r, 'root-rsa': rsa, 'twin-1': twins[0], 'twin-2': twins[1] },
    intermediates: {
      good: intermediate(r, 'Intermèdia'),
      expired: intermediate(r, 'Caducada', { notBefore: date('2020-01-01'), notAfter: date('2026-11-22') }),
      'without-constraints': issue(r, {
        subject: named('Sense basicConstraints'),
        key: 'P-256',
        ...DATES,
        keyUsage: ['keyCertSign'],
      }),
      'not-a-ca': intermediate(r, 'No és CA', { basicConstraints: { ca: false } }),
      'leaf-as-ca': intermediate(r, 'Fulla com a CA', {
        basicConstraints: { ca: false },
        keyUsage: ['digitalSignature', 'nonRepudiation'],
      }),
      'no-cert-sign': intermediate(r, 'Sense keyCertSign', { keyUsage: ['digitalSignature', 'cRLSign'] }),
      'path-0': short,
      'below-path-0': intermediate(short, 'Sota pathLen 0'),
      'name-constraints': intermediate(r, 'Noms restringits', { extensions: [NAMES] }),
      'unknown-critical': intermediate(r, 'Extensió crítica', {
        extensions: [{ oid: '1.2.3.4', critical: true, value: Buffer.from('0500', 'hex') }],
      }),
      'signed-with-sha1': intermediate(r, 'Signada amb SHA-1', { digest: 'sha1' }),
      'loop-a': loopA,
      'loop-b': loopB,
      cross,
      'cross-by-other-root': intermediate(r, 'Creuada', { key: keyOf(cross) }),
      ...Object.fromEntries(chain.map((each, i) => [`chain-${i + 1}`, each])),
    },
    strangers: { twin: twins[2], 'same-name': authority('Autoritat de prova'), 'self-made': authority('Ningú') },
  };
};

let made: Authorities | undefined;

export function authorities(): Authorities {
  made ??= make();
  return made;
}

/** Name constraints: only names of the country AD. */
const NAMES = {
  oid: '2.5.29.30',
  critical: true,
  value: Buffer.from('3015a0133011a40f300d310b3009060355040613024144', 'hex'),
};

/** Two authorities, each signed by the other. */
function loop(): readonly [Issued, Issued] {
  const a = authority('Bucle A');
  const b = authority('Bucle B');
  return [
    issue(b, { subject: named('Bucle A'), ...LINK, key: keyOf(a) }),
    issue(a, { subject: named('Bucle B'), ...LINK, key: keyOf(b) }),
  ];
}

const DATES = { notBefore: date('2026-01-01'), notAfter: date('2036-01-01') };
const LINK = { basicConstraints: { ca: true }, keyUsage: ['keyCertSign'], ...DATES } as const;
const named = (CN: string): Name => ({ C: 'ES', O: 'padro-gateway', CN });

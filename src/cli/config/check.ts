import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { compileAddresses, compileProxies, parseRule } from '../../admit/index.ts';
import { systemClock } from '../../base/clock.ts';
import { type Config, ConfigError, loadConfig } from '../../config/index.ts';
import { Registry } from '../../registry/index.ts';
import { loadSeals } from '../../seal/index.ts';
import { makeRegistryStore, openStore } from '../../store/index.ts';
import { loadTrust } from '../../verify/index.ts';

export interface Finding {
  readonly ok: boolean;
  readonly what: string;
}

const read = (file: string): string => readFileSync(file, 'utf8');

/** Each part that `serve` would open, opened and closed again. Returns what it says when it is well; throws when not. */
const CHECKS: readonly ((config: Config) => Promise<string> | string | undefined)[] = [
  ({ trust }) => {
    const { anchors } = loadTrust(trust.dir);
    return `trust.dir: ${anchors.size} trust anchor(s): ${[...anchors.values()].map(({ label }) => label).join(', ')}`;
  },
  ({ oidc: { issuer, clientSecretFile, caFile } }) => {
    if (!issuer) return 'oidc.issuer: none, people log in with local accounts';
    if (clientSecretFile) read(clientSecretFile);
    if (caFile) createSecureContext({ ca: read(caFile) });
    return `oidc.issuer: ${issuer}, asked when somebody signs in`;
  },
  ({ consumer: { tlsKeyFile, tlsCertFile } }) => {
    if (!tlsKeyFile || !tlsCertFile) return 'consumer.tlsCertFile: none, HTTPS is off';
    createSecureContext({ key: read(tlsKeyFile), cert: read(tlsCertFile) });
    return 'consumer.tlsCertFile: key and certificate fit';
  },
  ({ seal }) => {
    const seals = loadSeals(seal, systemClock);
    if (!seals) return 'seal.keyFile: none, answers leave unsealed';
    const next = seal.nextFrom ? `, another one from ${seal.nextFrom}` : '';
    return `seal.keyFile: ${seals.signing.current.algorithm.split('#')[1]}${next}`;
  },
  ({ idescat }) => {
    if (!idescat.url) return 'idescat.url: none, nobody falls back to it';
    if (idescat.caFile) createSecureContext({ ca: read(idescat.caFile) });
    return `idescat.url: ${idescat.url}, for ${idescat.environment}`;
  },
  ({ consumer }) => {
    compileProxies(consumer.trustedProxies);
    return consumer.trustedProxies.length > 0
      ? `consumer.trustedProxies: ${consumer.trustedProxies.join(', ')}`
      : undefined;
  },
  ({ forward }) => {
    for (const range of forward.allowPrivate) parseRule(range);
    return forward.allowPrivate.length > 0 ? `forward.allowPrivate: ${forward.allowPrivate.join(', ')}` : undefined;
  },
  async ({ store, forward }) => {
    const db = await openStore(store);
    try {
      const { current } = await Registry.open(
        makeRegistryStore(db),
        { timeoutMs: forward.timeoutMs, checkUrl: () => {}, checkGroups: compileAddresses },
        systemClock,
      );
      compileAddresses(current.groups);
      return `store.path: ${current.groups.length} address groups, ${current.ens.size} consumers`;
    } finally {
      await db.destroy();
    }
  },
];

export async function checkConfig(file: string | undefined): Promise<Finding[]> {
  let config: Config;
  try {
    config = loadConfig({ file });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((what) => ({ ok: false, what }));
  }
  const findings: Finding[] = [{ ok: true, what: 'every option has a value of its type' }];
  for (const check of CHECKS) {
    try {
      const what = await check(config);
      if (what) findings.push({ ok: true, what });
    } catch (error) {
      findings.push({ ok: false, what: (error as Error).message });
    }
  }
  return findings;
}

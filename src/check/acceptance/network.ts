import { lookup } from 'node:dns/promises';
import { connect, isIP } from 'node:net';
import type { SecureVersion } from 'node:tls';
import { type Finding, found, good } from '../finding.ts';
import { type Handshake, handshake } from '../tls.ts';
import type { Context, Step } from './context.ts';

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');
const portOf = ({ port, protocol }: URL): number => Number(port || (protocol === 'https:' ? 443 : 80));
const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? (error as Error).message);

/** The name resolves, and to addresses where an endpoint may be. */
export const names: Step = {
  name: 'name',
  decisive: true,
  async run({ target, ports: { guard, registryGuard = guard } }) {
    const host = hostOf(new URL(target.url));
    try {
      const addresses = isIP(host) ? [host] : (await lookup(host, { all: true })).map(({ address }) => address);
      const refused = addresses.filter((address) => !registryGuard.permits(address));
      if (refused.length > 0) return [found('name.private', refused.join(', '))];
      return [good('name', isIP(host) ? host : `${host}: ${addresses.join(', ')}`)];
    } catch (error) {
      return [found('name.unresolved', `${host}: ${codeOf(error)}`)];
    }
  },
};

function reach(url: URL, { ports: { guard }, options: { timeoutMs } }: Context): Promise<void> {
  return new Promise((resolve, reject) => {
    guard.checkHost(hostOf(url));
    const socket = connect({ host: hostOf(url), port: portOf(url), lookup: guard.lookup });
    socket.setTimeout(timeoutMs, () => socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}

/** Both ports take connections; the address that is checked must. */
export const portsOpen: Step = {
  name: 'port',
  decisive: true,
  async run(context) {
    const { url, otherUrl } = context.target;
    const findings: Finding[] = [];
    for (const each of otherUrl === undefined ? [url] : [url, otherUrl]) {
      const at = new URL(each);
      const subject = String(portOf(at));
      try {
        await reach(at, context);
        findings.push(good('port', 'open', subject));
      } catch (error) {
        const code = codeOf(error);
        const what = each === otherUrl ? 'port.other' : code === 'ECONNREFUSED' ? 'port.closed' : 'port.silent';
        findings.push(found(what, code, subject));
      }
    }
    return findings;
  },
};

const MODERN: readonly SecureVersion[] = ['TLSv1.3', 'TLSv1.2'];
const OLD: readonly SecureVersion[] = ['TLSv1.1', 'TLSv1'];

/** Which versions it takes, each in a handshake of its own; then the certificate, with the system's or the given authorities. */
export const tlsVersions: Step = {
  name: 'tls',
  async run(context) {
    const { target, ports, options } = context;
    const url = new URL(target.url);
    if (url.protocol !== 'https:') {
      const protectedOtherwise = target.environment !== 'produccio' || target.signature?.required;
      return [found(protectedOtherwise ? 'tls.plain' : 'tls.plain-production', url.protocol)];
    }
    const ask = { guard: ports.guard, timeoutMs: options.timeoutMs, ca: target.ca };
    const taken = new Map<SecureVersion, Handshake>();
    let failure = '';
    for (const version of [...MODERN, ...OLD]) {
      try {
        taken.set(version, await handshake(url, { ...ask, version }));
      } catch (error) {
        failure = codeOf(error);
      }
    }
    const seen = [...taken.keys()].join(', ');
    const shown = [...taken.values()][0];
    if (!shown) return [found('tls.none', failure)];
    context.tls = shown;
    const old = OLD.filter((version) => taken.has(version));
    return [
      ...(MODERN.some((version) => taken.has(version)) ? [] : [found('tls.no-modern', seen)]),
      ...(old.length > 0 ? [found('tls.old', old.join(', '))] : []),
      ...(old.length === 0 ? [good('tls', seen)] : []),
    ];
  },
};

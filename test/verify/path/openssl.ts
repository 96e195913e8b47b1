import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Certificate, parseCertificate } from '../../../src/verify/certificate.ts';
import type { TrustStore } from '../../../src/verify/trust.ts';

/** Why the tests that need openssl are skipped; false where it is there. */
export const noOpenssl = spawnSync('openssl', ['version']).status === 0 ? false : 'openssl is not there';

export interface Made {
  readonly certificate: Certificate;
  readonly certFile: string;
  readonly keyFile: string;
}

export interface MakeOptions {
  /** Lines of the distinguished name. */
  readonly subject: readonly string[];
  /** Lines of extensions as openssl's configuration has them; the key identifiers are added. */
  readonly extensions: readonly string[];
  /** Default: itself. */
  readonly by?: Made | undefined;
}

/** Names that constraints speak of, as sections of the configuration. */
const NAMES = '[here]\nC=ES\n[there]\nC=FR\n[body]\nC=ES\nO=Ens de prova\n';

let folder: string | undefined;
let files = 0;

function path(): string {
  if (folder === undefined) {
    const made = mkdtempSync(join(tmpdir(), 'padro-path-'));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    folder = made;
  }
  return join(folder, String(++files));
}

/** Certificates with EC keys, made and judged by the program openssl. */
export class Hierarchy {
  make({ subject, extensions, by }: MakeOptions): Made {
    const [config, keyFile, certFile] = [path(), path(), path()];
    const ids = ['subjectKeyIdentifier=hash', 'authorityKeyIdentifier=keyid'];
    writeFileSync(
      config,
      `[req]\ndistinguished_name=dn\nx509_extensions=ext\nprompt=no\nstring_mask=utf8only\n[dn]\n${subject.join('\n')}\n` +
        `[ext]\n${[...ids, ...extensions].join('\n')}\n${NAMES}`,
    );
    const issuer = by ? ['-CA', by.certFile, '-CAkey', by.keyFile] : [];
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile];
    const args = ['req', '-x509', '-config', config, ...key, ...issuer, '-days', '30', '-sha256', '-out', certFile];
    execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    const certificate = parseCertificate(new X509Certificate(readFileSync(certFile)).raw);
    assert.ok(certificate);
    return { certificate, certFile, keyFile };
  }

  /** Whether `openssl verify` finds the path, policies judged too. */
  verifies(leaf: Made, root: Made, between: readonly Made[]): boolean {
    const untrusted = path();
    writeFileSync(untrusted, between.map(({ certFile }) => readFileSync(certFile, 'utf8')).join(''));
    // Without a policy to begin with, 3.0 finds none where one is required.
    const args = [
      'verify',
      '-policy',
      'anyPolicy',
      '-policy_check',
      '-CAfile',
      root.certFile,
      '-untrusted',
      untrusted,
      leaf.certFile,
    ];
    return spawnSync('openssl', args).status === 0;
  }
}

/** A trust directory as it would be loaded. */
export function storeOf(anchors: readonly Made[], between: readonly Made[]): TrustStore {
  const bySubject = new Map<string, Certificate[]>();
  for (const { certificate } of [...anchors, ...between]) {
    bySubject.set(certificate.subject, [...(bySubject.get(certificate.subject) ?? []), certificate]);
  }
  return {
    anchors: new Map(
      anchors.map(({ certificate }, i) => [certificate.fingerprint, { certificate, label: `root-${i}` }]),
    ),
    bySubject,
  };
}

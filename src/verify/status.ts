import type { Certificate } from './certificate.ts';
import type { Psis } from './psis/psis.ts';
import type { Revocation } from './revocation/index.ts';
import type { CertificateStatus } from './verify.ts';

/** Revocation, then PSIS, whichever are there. What is known is answered at once. */
export function makeStatus(revocation: Revocation | undefined, psis: Psis | undefined): CertificateStatus {
  return {
    check(leaf: Certificate, issuers: readonly Certificate[], cite) {
      const pending = revocation?.check(leaf, issuers);
      if (!psis) return pending;
      const ask = (): void | Promise<void> => {
        const verdict = psis.check(leaf, cite);
        if (verdict instanceof Promise) return verdict.then(() => {});
      };
      return pending ? pending.then(ask) : ask();
    },
  };
}

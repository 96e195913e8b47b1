import { createHash } from 'node:crypto';
import { type Clock, localTimestamp } from '../../base/clock.ts';
import type { Printer } from '../paper/printer.ts';
import { type SignDetached, signPdf } from '../signature.ts';
import { codeHash, newCode } from '../verification/code.ts';
import type { IssuedStore } from '../verification/issued.ts';
import { titleOf, volantPaper } from './paper.ts';
import type { Volant } from './volant.ts';

export interface IssuePorts {
  readonly clock: Clock;
  readonly sign: SignDetached;
  /** `paperPdf`, here or in a thread. */
  readonly print: Printer['print'];
  readonly issued: IssuedStore;
  /** Keyed mark of a person's document. */
  readonly mark: (documentacion: string) => string;
  /** Who issues, as the documents name it. */
  readonly issuer: string;
  /** Address of the check page, as the documents print it. */
  readonly verificationUrl: string;
  /** How long an issued document can be checked, milliseconds. */
  readonly retentionMs: number;
}

/** Issues the PDF of a volant: written, sealed, and known to the check page before it leaves. */
export type IssueVolant = (volant: Volant) => Promise<Buffer>;

export function makeIssueVolant(ports: IssuePorts): IssueVolant {
  return async (volant) => {
    const { clock, print, sign, issued, mark, issuer, verificationUrl, retentionMs } = ports;
    const now = clock.now();
    const code = newCode();
    const pdf = await signPdf(await volantPdf(volant, { code, url: verificationUrl }, issuer, now, print), sign);
    const { requester, incident, content } = volant;
    await issued.add({
      codeHash: codeHash(code),
      sha256: createHash('sha256').update(pdf).digest('hex'),
      at: now,
      until: now + retentionMs,
      title: titleOf(volant),
      ens: requester.ens,
      ensName: requester.name,
      incident,
      person: mark(content.documentacion),
    });
    return pdf;
  };
}

/** The unsigned PDF, with room for its signature. `at` in milliseconds. */
export function volantPdf(
  volant: Volant,
  check: { readonly code: string; readonly url: string },
  issuer: string,
  at: number,
  print: Printer['print'],
): Promise<Buffer> {
  const paper = volantPaper(volant, check, issuer, localTimestamp(at).slice(0, 10));
  return print(paper, at, { name: issuer, reason: paper.title });
}

import { createHash } from 'node:crypto';
import { Refusal } from '../../base/errors/refusal.ts';
import { NS } from '../../base/namespaces.ts';
import { XmlError } from '../../base/xml/error.ts';
import { readXml } from '../../base/xml/reader.ts';
import { only, textOf, type XmlDocument } from '../../base/xml/tree.ts';
import { type Finding, found, good } from '../finding.ts';
import { plainQuery } from './behaviour.ts';
import { NoAnswer } from './connection.ts';
import type { Step } from './context.ts';
import { payloadOf } from './queries.ts';

/** SHA-256 of the certificate in an answer's Security header, lower-case hexadecimal; undefined: it has none. */
function signerIn(answer: XmlDocument): string | undefined {
  const security = only(only(answer.root, NS.soap, 'Header'), NS.wsse, 'Security');
  const token = security && only(security, NS.ds, 'Signature') && only(security, NS.wsse, 'BinarySecurityToken');
  return (
    token &&
    createHash('sha256')
      .update(Buffer.from(textOf(answer, token), 'base64'))
      .digest('hex')
  );
}

/** Its answers are signed as its record says; one that signs without being registered is told what to register. */
export const signedAnswers: Step = {
  name: 'signed',
  async run(context) {
    const { target, ports, connection } = context;
    const query = plainQuery(context);
    if (!query) return [];
    const asked = await ports.sign(payloadOf(query, target, ports.clock.now()));
    try {
      const answer = readXml((await connection.post(asked)).bytes, 'message');
      const signer = signerIn(answer);
      if (!target.signature) return signer ? [found('signed.unregistered', signer)] : [];
      ports.judgeSigned(answer, readXml(asked, 'message'), target.signature);
      return signer ? [good('signed', signer)] : [];
    } catch (error) {
      const finding = unsound(error);
      return target.signature ? [finding] : [];
    }
  },
};

function unsound(error: unknown): Finding {
  if (error instanceof Refusal) return found('signed.unsound', error.detail ?? error.code);
  if (error instanceof XmlError || error instanceof NoAnswer) return found('signed.unsound', error.message);
  throw error;
}

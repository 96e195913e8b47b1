import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import { select1 } from 'xpath';
import { FILES } from '../material.ts';
import type { Prepare } from './contender.ts';

/** As its README has it: the DOM is read, the Signature found in it, then the text given to `checkSignature`. */
export const prepare: Prepare = async (dir) => {
  const bytes = readFileSync(join(dir, FILES.message));
  const publicCert = readFileSync(join(dir, FILES.signer), 'utf8');
  return () => {
    const text = bytes.toString('utf8');
    const doc = new DOMParser().parseFromString(text, 'text/xml');
    const signature = select1(
      "//*[local-name(.)='Signature' and namespace-uri(.)='http://www.w3.org/2000/09/xmldsig#']",
      doc,
    );
    const signed = new SignedXml({ publicCert, idMode: 'wssecurity', getCertFromKeyInfo: () => null });
    signed.loadSignature(signature as Node);
    return signed.checkSignature(text) && signed.getSignedReferences().length === 2;
  };
};

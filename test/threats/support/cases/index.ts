import type { Case } from '../case.ts';
import { references } from './01-references.ts';
import { uris } from './01-uris.ts';
import { wrapping } from './01-wrapping.ts';
import { canonicalisation } from './02-canonicalisation.ts';
import { signedInfo } from './02-signed-info.ts';
import { transformCases } from './03-transforms.ts';
import { algorithms } from './04-algorithms.ts';
import { keys } from './04-keys.ts';
import { certificateBytes } from './05-certificate-bytes.ts';
import { tokens } from './05-tokens.ts';
import { certificates } from './06-certificates.ts';
import { time } from './07-time.ts';
import { parser } from './08-parser.ts';
import { differential } from './09-differential.ts';
import { fields } from './09-fields.ts';
import { legit } from './10-legit.ts';
import { agreement } from './11-agreement.ts';
import { edges } from './11-edges.ts';

export const CASES: readonly Case[] = [
  ...wrapping,
  ...references,
  ...uris,
  ...signedInfo,
  ...canonicalisation,
  ...transformCases,
  ...algorithms,
  ...keys,
  ...tokens,
  ...certificateBytes,
  ...certificates,
  ...time,
  ...parser,
  ...differential,
  ...fields,
  ...legit,
  ...agreement,
  ...edges,
];

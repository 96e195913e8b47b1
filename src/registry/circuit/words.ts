/** Who acts: the Oficina Tècnica, the Assessoria Jurídica, the dinamització team, the ens; `rellotge` is the gateway itself. */
export const ACTORS = ['OT', 'AJ', 'LM', 'ens', 'rellotge'] as const;
export type Actor = (typeof ACTORS)[number];

/** Where an integration can stand (protocol section 7; the letters are those of its branch with a conveni). */
export const STEP_NAMES = [
  'invited',
  'triage',
  'question',
  'decision',
  'delegation',
  'a-data',
  'b-signatures',
  'e-register',
  'f-tell',
  'form',
  'g-set-up',
  'verification',
  'live',
  'paused',
  'consumer',
  'refused',
  'withdrawn',
] as const;
export type StepName = (typeof STEP_NAMES)[number];

/** The conveni as each side signed it: which of the two are there is the state of the signatures. */
export const DOCUMENT_KINDS = ['conveni-aoc', 'conveni-ens'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export type { AcceptanceOptions, AcceptancePorts, Sign } from './acceptance/context.ts';
export { checkEndpoint } from './acceptance/run.ts';
export { type Finding, type Latency, type Report, reportHash } from './finding.ts';
export { asHtml } from './render/html.ts';
export { asText } from './render/terminal.ts';
export { type Told, tell } from './render/told.ts';
export { MUNICIPAL, type Target, type TestPerson } from './target.ts';

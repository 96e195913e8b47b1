export { type ConsumerPlane, makeConsumerServer, type Tls } from './consumer.ts';
export { renderFault } from './fault.ts';
export { type PublicLinkPorts, publicLinkRouter } from './links/router.ts';
export { type Health, type ManagementPorts, makeManagementApp } from './management.ts';
export type { ProblemPorts } from './problem.ts';
export { makePublicApp, makePublicServer, type PublicPorts } from './public.ts';
export { listen, stop } from './servers.ts';
export { makeConsumerApp, type WebPorts } from './web.ts';
export { loadWsdl, loadWsdls } from './wsdl.ts';

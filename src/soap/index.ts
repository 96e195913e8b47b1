export { type FacePorts, integracionsRouter } from './router.ts';

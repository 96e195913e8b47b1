export { type Authorisations, type AuthorisePorts, makeAuthorise } from './authorise.ts';

export { normaliseAddress, parseRule } from '../base/addresses.ts';
export { type AdmitPorts, makeAdmit } from './admit.ts';
export { type Explanation, explainAddress } from './explain.ts';
export { callerAddress, compileProxies } from './peer.ts';
export { permissionsOf } from './permissions.ts';
export { type AddressTable, compileAddresses } from './table.ts';

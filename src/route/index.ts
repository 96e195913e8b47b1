export { makeAddressLimit } from './addresses.ts';
export { type GateOptions, makeGate } from './gate.ts';
export { type LimitOptions, type Limits, makeLimits } from './limits.ts';
export { type Destination, makeDestination, makeRoute, type RoutePorts, type Routes } from './route.ts';

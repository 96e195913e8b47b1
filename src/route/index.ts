export { type LimitOptions, type Limits, makeLimits } from './limits.ts';
export { makeRoute, type RoutePorts, type Routes } from './route.ts';

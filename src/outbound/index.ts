export { EndpointPool } from './pool.ts';
export { type OutboundOptions, PooledOutbound } from './pooled.ts';

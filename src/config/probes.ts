import { count, group, ms, option } from './kinds.ts';

/** How endpoints are watched. */
export const probes = group({
  everyMs: option(
    ms(1_000).default(300_000),
    'How often each endpoint with a probe document is asked, give or take a quarter.',
    { unit: 'ms', example: '60000' },
  ),
  parallel: option(count(64).default(8), 'Most probes at once in this process.', { example: '4' }),
  timeoutMs: option(ms(100, 60_000).default(10_000), 'Time for one probe.', { unit: 'ms', example: '5000' }),
  keepMs: option(ms(60_000, 31_536_000_000).default(604_800_000), 'How long the history of probes is kept.', {
    unit: 'ms',
    example: '86400000',
  }),
});

import { count, file, group, ms, option } from './kinds.ts';

/** Asynchronous petitions. */
export const lots = group({
  keyFile: option(
    file.optional(),
    'File with the key (32 bytes or more, hexadecimal) that asynchronous petitions and their answers are encrypted with; kept outside the store. Default: made beside the store.',
    { example: '/etc/padro/lots.key' },
  ),
  keepMs: option(
    ms(1_000, 2_592_000_000).default(604_800_000),
    'How long an asynchronous petition and its answers are kept.',
    { unit: 'ms', example: '604800000' },
  ),
  collectedKeepMs: option(
    ms(0, 2_592_000_000).default(86_400_000),
    'How long they are kept after they were collected, as an answer may get lost on its way.',
    { unit: 'ms', example: '86400000' },
  ),
  deadlineMs: option(
    ms(1, 2_592_000_000).default(14_400_000),
    'How long a municipality that does not answer is asked again, before its solicituds are answered without it.',
    { unit: 'ms', example: '14400000' },
  ),
  retryMs: option(ms().default(5_000), 'Time before a second attempt; doubled before each one after.', {
    unit: 'ms',
    example: '5000',
  }),
  longestRetryMs: option(ms().default(600_000), 'Longest time between two attempts.', {
    unit: 'ms',
    example: '600000',
  }),
  leaseMs: option(
    ms(1_000, 3_600_000).default(20_000),
    'After this time another process takes over what one that died was working on.',
    { unit: 'ms', example: '20000' },
  ),
  pollMs: option(ms(10, 60_000).default(500), 'How often a process looks for solicituds that are due.', {
    unit: 'ms',
    example: '500',
  }),
  inFlight: option(count(10_000).default(256), 'Solicituds that a process works on at once.', { example: '256' }),
  openPerConsumer: option(
    count().default(100_000),
    'Solicituds of one consumer that may wait for an answer; a petition that brings more is refused.',
    { example: '20000' },
  ),
  perEndpoint: option(
    count(1_000).default(8),
    'Solicituds that are asked of one municipal server at once, by all processes and nodes together.',
    {
      example: '8',
    },
  ),
});

#!/usr/bin/env node
import { systemClock } from './base/clock.ts';
import { runCli } from './cli/run.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

// Whoever reads the output may stop reading: `| head`.
process.stdout.on('error', () => process.exit(1));

process.exitCode = await runCli(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  isTTY: process.stderr.isTTY === true,
  clock: systemClock,
  signal: stop.signal,
});

import { Worker } from 'node:worker_threads';

/** Starts the writer's thread. From source, as in tests, a thread needs the TypeScript loader registered before its own code. */
export function spawnThread(workerData: { readonly path: string; readonly now: number }): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./thread.js', import.meta.url), { workerData });
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const thread = JSON.stringify(new URL('./thread.ts', import.meta.url).href);
  const boot = `import(${loader}).then(({ register }) => { register(); return import(${thread}); })`;
  return new Worker(boot, { eval: true, workerData });
}

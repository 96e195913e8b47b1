import { Worker } from 'node:worker_threads';

const SOURCE = import.meta.url.endsWith('.ts');

/**
 * Starts a thread from a module of ours, named without its extension. From source, as in tests, a thread needs the
 * TypeScript loader registered before its own code.
 */
export function spawnThread(module: URL, workerData?: unknown): Worker {
  if (!SOURCE) return new Worker(new URL(`${module.href}.js`), { workerData });
  const loader = JSON.stringify(import.meta.resolve('tsx/esm/api'));
  const thread = JSON.stringify(`${module.href}.ts`);
  const boot = `import(${loader}).then(({ register }) => { register(); return import(${thread}); })`;
  return new Worker(boot, { eval: true, workerData });
}

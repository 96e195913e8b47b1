import { parentPort } from 'node:worker_threads';
import { paperPdf } from './pdf.ts';
import type { Job, Printed } from './printer.ts';

parentPort!.on('message', async ({ id, paper, at, place }: Job) => {
  const printed: Printed = await paperPdf(paper, at, place).then(
    (pdf) => ({ id, pdf }),
    (error: Error) => ({ id, problem: error.message }),
  );
  parentPort!.postMessage(printed);
});

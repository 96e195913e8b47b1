import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Volant } from '../../src/documents/index.ts';
import { createAuthority, type Issued, issue, type KeyChoice } from '../../src/pki/index.ts';

export const NOON = Date.parse('2026-11-24T12:00:00Z');

/** Why a test that needs a tool is skipped; false where it is there. */
export const without = (tool: string, ...args: readonly string[]): string | false =>
  spawnSync(tool, args, { stdio: 'ignore' }).error === undefined ? false : `${tool} is not installed`;

/** A folder that goes with the process. */
export const folder: string = mkdtempSync(join(tmpdir(), 'padro-documents-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

let files = 0;
export function file(content: string | Buffer): string {
  const path = join(folder, String(++files));
  writeFileSync(path, content);
  return path;
}

/** What a tool prints on standard output; its warnings are kept apart. @throws Error when it fails */
export const run = (tool: string, ...args: readonly string[]): string =>
  execFileSync(tool, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, TZ: 'UTC' } });

/** The words of a PDF, as a reader sees them. */
export const textOf = (pdf: Buffer): string => run('pdftotext', '-layout', file(pdf), '-').replace(/[ \n]+/g, ' ');

export const authority = createAuthority({ commonName: 'Autoritat de prova', key: 'P-256' });

export const seal = (key: KeyChoice): Issued =>
  issue(authority, {
    subject: { C: 'ES', O: 'Passarel·la de prova', CN: 'Segell de prova' },
    key,
    basicConstraints: { ca: false },
    keyUsage: ['digitalSignature', 'nonRepudiation'],
  });

export const person = (name: string, documentacion: string) => ({
  name,
  documentacion,
  born: '19800101',
  since: '20000101',
});

/** A household of as many people as wished; nobody's documents. */
export const volant = (modalitat = 'TITULAR', companions = 0): Volant => ({
  modalitat,
  municipality: { ine: '17023', name: 'Municipi simulat' },
  requester: { ens: '9821920002', name: 'Consumidor de demostració 1', official: 'Funcionària de Prova' },
  purpose: 'PROVES',
  consent: 'Ley',
  idPeticion: 'PETICIO-1',
  incident: '0'.repeat(32),
  content: {
    resultado: '1',
    fuente: 'PADRON',
    documentacion: '12344321Z',
    numExpediente: 'EXP/2026/17',
    person: person('Prova Fictícia NIF', '12344321Z'),
    address: {
      tipoVia: 'CL',
      via: 'de la Prova',
      numero: '1',
      kilometro: undefined,
      bloque: undefined,
      portal: undefined,
      escalera: undefined,
      planta: '1',
      puerta: '2',
      codigoPostal: '17000',
    },
    companions: Array.from({ length: companions }, (_, i) => person(`Convivent Fictici ${i + 1}`, `1702300${i}U`)),
  },
});

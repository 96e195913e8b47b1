import type { z } from 'zod';
import type { addressGroup } from './schema.ts';

/** The addresses that may reach the system, as shipped (protocol section 2). Operators add, change and retire groups. */
export const SHIPPED_GROUPS: readonly z.infer<typeof addressGroup>[] = [
  { name: 'produccio', environment: 'produccio', may: ['query'], addresses: ['213.27.191.126'] },
  { name: 'proves', environment: 'proves', may: ['query'], addresses: ['157.97.65.88', '83.38.191.123'] },
  { name: 'desenvolupament', environment: 'desenvolupament', may: ['query'], addresses: ['213.27.191.107'] },
  { name: 'monitoritzacio', environment: 'all', may: ['health'], addresses: ['81.19.100.250', '83.231.130.138'] },
  { name: 'unitat-de-servei', environment: 'all', may: ['read'], addresses: ['212.0.104.88'] },
  { name: 'oficina-tecnica', environment: 'all', may: ['read', 'write'], addresses: ['62.97.96.198', '91.215.65.18'] },
  { name: 'rang-aoc', environment: 'produccio', may: ['query'], addresses: ['157.97.64.0/24', '157.97.65.0/24'] },
  { name: 'psis-primari', environment: 'all', may: ['psis'], addresses: ['157.97.65.27'] },
  { name: 'psis-secundari', environment: 'all', may: ['psis'], addresses: ['185.86.34.132'] },
];

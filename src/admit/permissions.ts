import { normaliseAddress } from '../base/addresses.ts';
import type { Permission } from '../base/domain.ts';
import type { AddressTable } from './table.ts';

const LOOPBACK = /^(127\.|::1$)/;

/** What an address may do on the management plane. The machine itself may always ask for health and metrics. */
export function permissionsOf(table: AddressTable, peer: string): readonly Permission[] {
  const address = normaliseAddress(peer);
  if (address === undefined) return [];
  const granted = table.find(address)?.group.may ?? [];
  return LOOPBACK.test(address) ? [...granted, 'health'] : granted;
}

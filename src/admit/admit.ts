import type { BlockList } from 'node:net';
import type { Live } from '../base/domain.ts';
import { Refusal } from '../base/errors/refusal.ts';
import type { Admitted, Received } from '../base/request.ts';
import { callerAddress } from './peer.ts';
import type { AddressTable } from './table.ts';

export interface AdmitPorts {
  readonly addresses: Live<AddressTable>;
  readonly proxies: BlockList;
}

/**
 * Where a call comes from, and to which environment that lets it (protocol section 2). Nothing of the body is read.
 *
 * @throws Refusal `admit.address`, `admit.purpose`
 */
export function makeAdmit({ addresses, proxies }: AdmitPorts): (received: Received) => Admitted {
  return (received) => {
    const address = callerAddress(received.peer, proxies);
    const rule = address === undefined ? undefined : addresses.current.find(address);
    if (address === undefined || !rule) {
      throw new Refusal('admit.address', { address: address ?? received.peer.address });
    }
    const { name, environment, may } = rule.group;
    received.trail.address = address;
    received.trail.group = name;
    if (!may.includes('query') || environment === 'all') throw new Refusal('admit.purpose', { address, group: name });
    return { ...received, address, group: name, environment };
  };
}

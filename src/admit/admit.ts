import type { Live } from '../base/domain.ts';
import { Refusal } from '../base/errors/refusal.ts';
import { type Admitted, extend, type Received } from '../base/request.ts';
import { type ClientCertificateForm, readClientCertificate } from './channel.ts';
import { callerAddress, isTrustedProxy, type Proxies } from './peer.ts';
import type { AddressTable } from './table.ts';

export interface AdmitPorts {
  readonly addresses: Live<AddressTable>;
  readonly proxies: Proxies;
  /** How trusted proxies pass on the certificate of their client; undefined: they don't. */
  readonly clientCertificateForm?: ClientCertificateForm | undefined;
}

/**
 * Where a call comes from, and to which environment that lets it (protocol section 2). Nothing of the body is read.
 *
 * @throws Refusal `admit.address`, `admit.purpose`
 */
export function makeAdmit({ addresses, proxies, clientCertificateForm }: AdmitPorts): (received: Received) => Admitted {
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
    const channel = channelOf(received.peer, proxies, clientCertificateForm);
    return extend(received, { address, channel, group: name, environment });
  };
}

/** A proxy's own certificate says nothing of who asks. */
function channelOf(
  { address, certificate, forwardedCertificate }: Received['peer'],
  proxies: Proxies,
  form: ClientCertificateForm | undefined,
): Buffer | undefined {
  if (!isTrustedProxy(proxies, address)) return certificate;
  return form && forwardedCertificate ? readClientCertificate(forwardedCertificate, form) : undefined;
}

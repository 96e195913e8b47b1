import type { Period } from '../../base/domain.ts';
import type { Admitted, Authorised, Collected, Parsed, Routed, Verified } from '../../base/request.ts';
import type { Station } from '../../base/trail.ts';

export type Fact = string | number | boolean | null;

/** What a station decided, and the rule that made it decide so. Holds nothing of the persons asked about. */
export interface Decision {
  readonly station: Station;
  readonly facts: Readonly<Record<string, Fact>>;
  readonly rule: string;
}

const dateOf = (at: number | null): string | null =>
  at === null ? null : Number.isFinite(at) ? new Date(at).toISOString() : 'ever';

export const admitted = ({ address, group, environment }: Admitted, rule: string): Decision => ({
  station: 'admit',
  facts: { address, group, environment },
  rule: `${rule} of the address group ${group}`,
});

export const collected = ({ bytes }: Collected, limit: number): Decision => ({
  station: 'listen',
  facts: { bytes: bytes.length },
  rule: `at most ${limit} bytes`,
});

export const parsed = ({ envelope }: Parsed): Decision => ({
  station: 'parse',
  facts: { signed: envelope.security !== undefined },
  rule: 'one Envelope of SOAP 1.1, one Body, one payload',
});

export const contracted = ({ frontal, envelope, peticion }: Verified): Decision => ({
  station: 'parse',
  facts: {
    modalitat: peticion.modalitat.code,
    ens: peticion.ens,
    municipi: municipisOf(peticion.solicitudes),
    solicituds: peticion.solicitudes.length,
    signed: envelope.security !== undefined,
  },
  rule: `the contract of the frontal ${frontal}`,
});

export function verified({ signer, way, algorithm, sha1, consumers, peticion }: Verified): Decision {
  const consumer = consumers.find(({ ens }) => ens === peticion.ens) ?? consumers[0];
  return {
    station: 'verify',
    facts: {
      certificate: signer.fingerprint,
      anchor: signer.anchor,
      certificateUntil: dateOf(signer.notAfter),
      way,
      algorithm,
      sha1,
      sha1Until: dateOf(consumer?.sha1Until ?? null),
      boundTo: consumers.map(({ ens }) => ens).join(', ') || null,
    },
    rule: `the trust anchor ${signer.anchor}; ${boundBy(consumer?.fingerprints, signer)}`,
  };
}

const boundBy = (fingerprints: readonly string[] | undefined, { fingerprint, nif }: Verified['signer']): string => {
  if (!fingerprints) return 'no consumer has this certificate';
  return fingerprints.includes(fingerprint) ? 'bound by its fingerprint' : `bound by the NIF ${nif}`;
};

export function authorised({ consumer, peticion }: Authorised, periods: readonly Period[], at: number): Decision {
  const { kind, value } = peticion.purpose;
  const period = periods.find(({ from, to }) => from <= at && (to === null || at < to));
  return {
    station: 'authorise',
    facts: {
      ens: consumer.ens,
      name: consumer.name,
      producte: peticion.codigoProducto,
      modalitat: peticion.modalitat.code,
      [kind]: value,
      from: dateOf(period?.from ?? null),
      to: dateOf(period?.to ?? null),
    },
    rule: `the authorisation of ${consumer.ens} for ${peticion.modalitat.code} with the ${kind} ${value}`,
  };
}

export function routed({ destination, environment }: Routed): Decision {
  const municipi = 'municipi' in destination ? destination.municipi : null;
  const endpoint = 'endpoint' in destination ? destination.endpoint.id : null;
  const fallback = ('fallback' in destination && destination.fallback?.id) || null;
  return {
    station: 'route',
    facts: { municipi, endpoint, integrated: endpoint !== null, fallback },
    rule: ROUTED[destination.kind](municipi, environment),
  };
}

const ROUTED: Readonly<
  Record<Routed['destination']['kind'], (municipi: string | null, environment: string) => string>
> = {
  endpoint: (municipi, environment) => `the municipality ${municipi} has an endpoint in ${environment}`,
  'not-integrated': (municipi, environment) => `the municipality ${municipi} is not integrated in ${environment}`,
  idescat: () => 'IDESCAT answers for the whole of Catalonia',
  search: (_, environment) =>
    `the municipalities that are integrated in ${environment} are asked until one knows the person`,
  nobody: () => 'there is neither IDESCAT nor a search: answered as unavailable',
  repeated: () => 'the same IdPeticion came before',
};

const municipisOf = (solicitudes: Verified['peticion']['solicitudes']): string | null =>
  [...new Set(solicitudes.map(({ municipi }) => municipi).filter(Boolean))].join(', ') || null;

import { type Change, MUNICIPIS, put } from '../../src/registry/index.ts';

/** All municipalities of Catalonia on so many endpoints. Those that there is a certificate for name it, the others pin a key. */
export function catalonia(endpoints: number, certificates: readonly string[] = []): Change[] {
  const pins = ['47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='];
  return [
    ...Array.from({ length: endpoints }, (_, i) =>
      put('endpoint', {
        id: `servidor-${i}`,
        environment: 'produccio',
        url: `https://padro-${i}.example.cat:8443/siri-proxy/services/Sincron`,
        ...(certificates[i] ? { ca: [certificates[i]] } : { pins }),
      }),
    ),
    ...[...MUNICIPIS].map(([ine, name], i) =>
      put('municipality', {
        ine,
        name,
        exempt: ['produccio'],
        endpoints: { produccio: `servidor-${Math.floor((i * endpoints) / MUNICIPIS.size)}` },
      }),
    ),
  ];
}

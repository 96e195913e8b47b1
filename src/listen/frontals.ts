import type { Frontal } from '../base/request.ts';

/** Paths of the SOAP frontals (protocol section 3), exactly as written here. */
export const FRONTALS: ReadonlyMap<string, Frontal> = new Map([
  ['/siri-proxy/services/Sincron', 'sincron'],
  ['/siri-proxy/services/Asincron', 'asincron'],
  ['/siri-proxy/services/AsincronResposta', 'asincronResposta'],
]);

/** The frontal that a request target names; whatever its query says. */
export function frontalOf(target: string): Frontal | undefined {
  const query = target.indexOf('?');
  return FRONTALS.get(query < 0 ? target : target.slice(0, query));
}

import { type Config, loadConfig } from '../../config/index.ts';
import type { Io } from '../io.ts';
import { Api } from './api.ts';
import { type Gateway, gatewayOf } from './gateway.ts';
import type { Where } from './options.ts';

/** The same thing done on either. */
export interface Ways<T> {
  store(config: Config): Promise<T> | T;
  gateway(api: Api): Promise<T>;
}

/** Acts on the store of the configuration, or on a gateway that runs. @throws UsageError, ConfigError, Failure */
export async function actOn<T>(where: Where, io: Io, { store, gateway }: Ways<T>): Promise<T> {
  const running = gatewayOf(where);
  return running ? withApi(running, io, gateway) : store(loadConfig({ file: where.config }));
}

/** Asks a gateway that runs, and keeps no connection. */
export async function withApi<T>(gateway: Gateway, { signal }: Io, use: (api: Api) => Promise<T>): Promise<T> {
  const api = new Api(gateway, signal);
  try {
    return await use(api);
  } finally {
    await api.close();
  }
}

import { AsyncLocalStorage } from 'node:async_hooks';
import { createServerless, type Server } from 'soap';
import { Refusal } from '../base/errors/refusal.ts';
import { answerTo, type Integrations, OPERATIONS, type OperationName } from './operations.ts';

/** What an operation threw: the package makes a text of it, our renderer a Fault of the catalogue. */
interface Slot {
  thrown?: unknown;
}

/**
 * The package `soap` in a cage: no server, no headers, no addresses. It turns a request that was checked and written anew
 * into an operation's fields, and the operation's answer into XML, as the WSDL says. Its own Faults never leave.
 *
 * @param wsdl the WSDL, whole
 * @returns the answer's XML; throws what the operation threw
 */
export async function openFace(
  wsdl: string,
  path: string,
  integrations: Integrations,
): Promise<(request: string) => Promise<string>> {
  const slots = new AsyncLocalStorage<Slot>();
  const serve = (name: OperationName) => (fields: unknown) => {
    try {
      return answerTo(name, fields, integrations);
    } catch (error) {
      slots.getStore()!.thrown = error;
      throw error;
    }
  };
  const operations = Object.fromEntries(
    (Object.keys(OPERATIONS) as OperationName[]).map((name) => [name, serve(name)]),
  );
  const services = { Integracions: { IntegracionsSoap: operations } };
  // It resolves before the WSDL is read, and calls back when it is.
  const server = await new Promise<Server>((resolve, reject) => {
    const callback = (error: unknown, ready: Server): void => (error ? reject(error) : resolve(ready));
    createServerless({ path, services, xml: wsdl, suppressStack: true, callback }).catch(reject);
  });
  return async (request) => {
    const slot: Slot = {};
    const { statusCode, body } = await slots.run(slot, () => server.processRequest(request));
    if (slot.thrown) throw slot.thrown;
    if (statusCode !== 200) throw new Refusal('internal', {}, { detail: `soap answered ${statusCode}` });
    return body;
  };
}

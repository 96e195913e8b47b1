import { names } from '../base/errors/catalogue/expected.ts';
import { Refusal } from '../base/errors/refusal.ts';
import type { Envelope } from '../base/request.ts';
import { escapeText } from '../base/xml/escape.ts';
import { decode, elements, isBlank, TEXT, textOf } from '../base/xml/tree.ts';
import { isOperation, NAMESPACE, OPERATIONS } from './operations.ts';

/**
 * What is asked for, written anew from the tree that the strict reader made: operation and fields, nothing else. So no
 * second reader of XML ever sees bytes of a stranger, nor prefixes, headers and attributes that it might take otherwise.
 *
 * @throws Refusal `soap.operation`, `soap.field`
 */
export function plainRequest({ doc, payload }: Pick<Envelope, 'doc' | 'payload'>): string {
  const operation = decode(payload.local);
  if (payload.ns !== NAMESPACE || !isOperation(operation)) {
    throw new Refusal('soap.operation', { operation, expected: names(Object.keys(OPERATIONS).join(', ')) });
  }
  const known = Object.keys(OPERATIONS[operation].fields.shape);
  const fields = new Map<string, string>();
  for (let child = payload.first; child !== null; child = child.next) {
    if (child.kind === TEXT && isBlank(doc, child)) continue;
    const path = 'local' in child ? decode(child.local) : operation;
    const expected = `${known.join(', ')}, each at most once, as text` as const;
    if (!('local' in child) || child.ns !== NAMESPACE || !known.includes(path) || fields.has(path)) {
      throw new Refusal('soap.field', { path, expected });
    }
    if (elements(child).length > 0) throw new Refusal('soap.field', { path, expected });
    fields.set(path, textOf(doc, child).trim());
  }
  const written = [...fields].map(([name, value]) => `<r:${name}>${escapeText(value)}</r:${name}>`).join('');
  return `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><r:${operation} xmlns:r="${NAMESPACE}">${written}</r:${operation}></s:Body></s:Envelope>`;
}

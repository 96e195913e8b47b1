import { NS } from '../../../../src/base/namespaces.ts';
import { accepted, type Case, refused } from '../case.ts';
import { behind, doubled, into, remake, swap, without } from '../edit.ts';
import { meant, signed } from '../make.ts';

const times = (created: string, expires: string) => signed({ created, expires });
const created = (value: string) => times(value, '2026-11-23T09:04:00Z');
const expires = (value: string) => times('2026-11-23T08:59:00Z', value);
const TIME = 'verify.timestamp';
const CREATED = 'wsu:Created';
const EXPIRES = 'wsu:Expires';

export const time: readonly Case[] = [
  refused('A91', 'created-two-hours-ago', TIME, times('2026-11-23T07:00:00Z', '2026-11-23T07:05:00Z')),
  refused('A91', 'created-two-hours-ago-still-to-expire', TIME, times('2026-11-23T07:00:00Z', '2026-11-23T09:05:00Z')),
  refused('A91', 'created-last-century', TIME, times('1926-11-23T09:00:00Z', '1926-11-23T09:05:00Z')),
  refused('A91', 'created-in-the-future', TIME, times('2026-11-23T09:02:00Z', '2026-11-23T09:07:00Z')),
  refused('A91', 'expired', TIME, times('2026-11-23T08:50:00Z', '2026-11-23T08:55:00Z')),
  refused('A91', 'expires-before-created', TIME, times('2026-11-23T08:59:59Z', '2026-11-23T08:59:50Z')),
  refused('A91', 'expires-when-created', TIME, times('2026-11-23T08:59:59Z', '2026-11-23T08:59:59Z')),
  refused('A91', 'expires-far-ahead', TIME, expires('2026-11-24T09:00:00Z')),
  refused(
    'A91',
    'expired-and-unsigned',
    TIME,
    signed({ timestamp: 'unsigned', created: '2026-11-23T08:50:00Z', expires: '2026-11-23T08:55:00Z' }),
  ),
  refused('A91', 'expires-missing', 'verify.skeleton', meant(without(EXPIRES))),
  refused('A91', 'created-missing', 'verify.skeleton', meant(without(CREATED))),
  refused(
    'A91',
    'empty-timestamp',
    'verify.skeleton',
    meant(remake('wsu:Timestamp', () => '<wsu:Timestamp wsu:Id="TS"></wsu:Timestamp>')),
  ),
  accepted('A91', 'expired-within-the-skew', times('2026-11-23T08:54:30Z', '2026-11-23T08:59:30Z')),
  accepted('A91', 'created-ahead-within-the-skew', times('2026-11-23T09:00:59Z', '2026-11-23T09:05:59Z')),
  refused('A92', 'second-sixty', TIME, created('2026-11-23T08:58:60Z')),
  refused('A92', 'hour-twenty-four', TIME, created('2026-11-22T24:00:00Z')),
  refused('A92', 'thirtieth-of-february', TIME, created('2026-02-30T08:59:00Z')),
  refused('A92', 'no-zone', TIME, created('2026-11-23T08:59:00')),
  refused('A92', 'offset', TIME, created('2026-11-23T09:59:00+01:00')),
  refused('A92', 'offset-of-nothing', TIME, created('2026-11-23T08:59:00+00:00')),
  refused('A92', 'nine-decimals', TIME, created('2026-11-23T08:59:00.123456789Z')),
  refused('A92', 'decimal-comma', TIME, created('2026-11-23T08:59:00,5Z')),
  refused('A92', 'year-10000', TIME, expires('10000-11-23T09:04:00Z')),
  refused('A92', 'negative-year', TIME, created('-2026-11-23T08:59:00Z')),
  refused('A92', 'blank-before', TIME, created(' 2026-11-23T08:59:00Z')),
  refused('A92', 'line-end-behind', TIME, created('2026-11-23T08:59:00Z\n')),
  refused('A92', 'lower-case', TIME, created('2026-11-23t08:59:00z')),
  refused('A92', 'full-width-digit', TIME, created('２026-11-23T08:59:00Z')),
  refused('A92', 'only-a-date', TIME, created('2026-11-23')),
  refused('A92', 'empty', TIME, created('')),
  refused('A92', 'seconds-since-the-epoch', TIME, created('1795424340')),
  refused('A92', 'value-type', 'verify.skeleton', meant(swap(`<${CREATED}>`, `<${CREATED} ValueType="xsd:dateTime">`))),
  accepted('A92', 'without-decimals', created('2026-11-23T08:59:00Z')),
  accepted('A92', 'one-decimal', created('2026-11-23T08:59:00.5Z')),
  refused('A93', 'two-created', 'verify.skeleton', meant(doubled(CREATED))),
  refused('A93', 'two-expires', 'verify.skeleton', meant(doubled(EXPIRES))),
  refused(
    'A93',
    'created-behind-expires',
    'verify.skeleton',
    meant((xml) => xml.replace(/(<wsu:Created>.*?<\/wsu:Created>)(<wsu:Expires>.*?<\/wsu:Expires>)/, '$2$1')),
  ),
  refused('A93', 'foreign-element', 'verify.skeleton', meant(behind(EXPIRES, '<x xmlns="urn:x"></x>'))),
  refused(
    'A93',
    'created-of-another-namespace',
    'verify.skeleton',
    meant(swap(`<${CREATED}>`, `<${CREATED} xmlns:wsu="${NS.wsse}">`)),
  ),
  refused('A93', 'element-in-created', 'verify.skeleton', meant(into(CREATED, '<x xmlns="urn:x"></x>'))),
  refused('A93', 'text-in-the-timestamp', 'verify.skeleton', meant(behind(CREATED, 'x'))),
];

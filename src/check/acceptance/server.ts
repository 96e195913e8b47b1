import { found, good } from '../finding.ts';
import { NoAnswer } from './connection.ts';
import type { Step } from './context.ts';

/** Beyond the first the clock is worth a word; beyond the other, signed messages fail (skew, protocol section 15). */
const DRIFT_S = 5;
const OFF_S = 60;

/** The WSDL at `?wsdl`, with the operation. */
export const wsdl: Step = {
  name: 'wsdl',
  async run(context) {
    try {
      const exchanged = await context.connection.get('?wsdl');
      context.answered ??= { exchanged, at: context.ports.clock.now() };
      const text = exchanged.bytes.toString('utf8');
      const seen = `HTTP ${exchanged.status} ${exchanged.contentType}`.trim();
      if (exchanged.status !== 200 || !/<(\w+:)?definitions\b/.test(text)) return [found('wsdl.missing', seen)];
      const fits = text.includes('http://www.openuri.org/') && /\boperation\b[^>]*\bname="procesa"/.test(text);
      return [fits ? good('wsdl', seen) : found('wsdl.other', seen)];
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return [found('wsdl.missing', error.code)];
    }
  },
};

/** The server's `Date` (whole seconds) against ours, when the first answer came. */
export const clock: Step = {
  name: 'clock',
  async run({ answered }) {
    if (!answered) return [];
    const date = Date.parse(answered.exchanged.headers.date ?? '');
    if (Number.isNaN(date)) return [found('clock.unknown', answered.exchanged.headers.date ?? 'no Date')];
    // Half a second: the header's fraction is cut off.
    const seconds = Math.round((date + 500 - answered.at) / 1000);
    const seen = `${seconds > 0 ? '+' : ''}${seconds} s`;
    if (Math.abs(seconds) > OFF_S) return [found('clock.off', seen)];
    return [Math.abs(seconds) > DRIFT_S ? found('clock.drift', seen) : good('clock', seen)];
  },
};

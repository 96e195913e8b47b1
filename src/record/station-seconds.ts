import type { Metric, Registry } from 'prom-client';
import { STATIONS, type Station } from '../base/trail.ts';

/** Upper bounds, seconds. */
const BOUNDS = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30];

const NAME = 'padro_station_seconds';

interface Counted {
  /** Observations up to each bound and above the one before; the last is of what is above all of them. */
  readonly within: number[];
  sum: number;
}

interface Value {
  readonly metricName: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/**
 * The histogram of the time in each station. A petition is observed about ten times, and prom-client's own makes texts of
 * bounds and labels for each; here that is done when metrics are read.
 */
export class StationSeconds {
  readonly #counted = new Map<Station, Counted>(
    STATIONS.map((station) => [station, { within: [...BOUNDS, Infinity].map(() => 0), sum: 0 }]),
  );

  constructor(registry: Registry) {
    const metric = { name: NAME, get: async () => this.#read() };
    // Its type has all that prom-client's own metrics can do; what a registry asks of one is this.
    registry.registerMetric(metric as unknown as Metric);
  }

  observe(station: Station, seconds: number): void {
    const counted = this.#counted.get(station)!;
    let i = 0;
    while (i < BOUNDS.length && seconds > BOUNDS[i]!) i++;
    counted.within[i]!++;
    counted.sum += seconds;
  }

  #read(): { name: string; help: string; type: 'histogram'; aggregator: 'sum'; values: Value[] } {
    const values = [...this.#counted].flatMap(([station, counted]) => valuesOf(station, counted));
    return {
      name: NAME,
      help: 'Time spent in each station of the path.',
      type: 'histogram',
      aggregator: 'sum',
      values,
    };
  }
}

function valuesOf(station: Station, { within, sum }: Counted): Value[] {
  let count = 0;
  const buckets = within.map((more, i) => {
    count += more;
    return { metricName: `${NAME}_bucket`, labels: { le: BOUNDS[i] ?? '+Inf', station }, value: count };
  });
  const labels = { station };
  return [
    ...buckets,
    { metricName: `${NAME}_sum`, labels, value: sum },
    { metricName: `${NAME}_count`, labels, value: count },
  ];
}

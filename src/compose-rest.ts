import type { Clock } from './base/clock.ts';
import { renderProblem } from './base/errors/problem.ts';
import type { Language, Refusal } from './base/errors/refusal.ts';
import type { Received, Reply } from './base/request.ts';
import { renderFault } from './listen/index.ts';
import { readMessage } from './parse/index.ts';
import type { Stations } from './path.ts';
import { collect, makeParse, makeReply } from './rest/index.ts';

/** The stations of the REST facade: those of the frontals, with JSON coming in and what Accept asks for going out. */
export const restStations = (stations: Stations, clock: Clock, language: Language): Stations => ({
  ...stations,
  collect,
  parse: makeParse(readMessage, clock),
  seal: makeReply({ seal: stations.seal, language }),
});

/** A refusal in the form of the face that it is told on. */
export const renderOn =
  (language: Language) =>
  (refusal: Refusal, { rest, trail }: Received): Reply =>
    rest
      ? renderProblem(refusal, trail.incident, rest.language ?? language)
      : renderFault(refusal, trail.incident, language);

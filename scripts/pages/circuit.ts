import { LETTER_KINDS, LETTERS } from '../../src/notices/index.ts';
import { ACTS, type Act, STEPS, type Step } from '../../src/registry/index.ts';
import { code, table } from './markdown.ts';

const acts = Object.entries(ACTS) as [string, Act][];
const steps = Object.entries(STEPS) as [string, Step][];

/** Acts that may end an expedient from almost anywhere would hide the drawing: the table lists them. */
const SAID_BELOW = new Set(['refuse', 'withdraw']);

const node = (step: string): string => step.replaceAll('-', '_');

/** The acts as arrows between steps; those that leave an expedient where it is are left out. */
function drawing(): string {
  const arrows = acts
    .filter(([name]) => !SAID_BELOW.has(name))
    .flatMap(([name, { from, to = [] }]) =>
      from.flatMap((start) =>
        to
          .filter(({ at, step }) => (at ?? start) === start && step !== start)
          .map(({ when, step }) => {
            const label = when ? `${name} [${when}]` : name;
            return `  ${start === 'start' ? '[*]' : node(start)} --> ${node(step)}: ${label}`;
          }),
      ),
    );
  const names = steps.map(([name, { title }]) => `  state "${title.ca} (${name})" as ${node(name)}`);
  return ['```mermaid', 'stateDiagram-v2', ...names, ...new Set(arrows), '```'].join('\n');
}

const turnsOf = ({ turns }: Step): string =>
  turns.map(({ actor, until }) => (until ? `${actor} (until ${until})` : actor)).join(', ') || '—';

const stepTable = (): string =>
  table(
    ['Step', 'Title', 'Whose turn', 'Overdue after', 'Reminder every'],
    steps.map(([name, step]) => [
      code(name),
      step.title.ca,
      turnsOf(step),
      step.days === undefined ? '' : `${step.days} days`,
      step.remindDays === undefined ? '' : `${step.remindDays} days`,
    ]),
  );

const list = (names: readonly string[] = []): string => names.map(code).join(', ');

const actTable = (): string =>
  table(
    ['Act', 'By', 'Must give', 'May give', 'Must be so', 'Letter', 'Writes'],
    acts.map(([name, act]) => [
      code(name),
      act.by.join(', '),
      list([...(act.fields ?? []), ...(act.document ? [`${act.document} (PDF)`] : [])]),
      list(act.optional),
      list(act.needs),
      (act.letters ?? [])
        .map(({ letter, link }) => (link ? `${code(letter)} → ${code(link)}` : code(letter)))
        .join(', '),
      list(act.effects),
    ]),
  );

/** `docs/circuit.md`. */
export function circuitPage(command: string): string {
  return `# The integration circuit

<!-- Made from src/registry/circuit/ and src/notices/letters/ by \`${command}\`. -->

How a municipality comes online: from the invitation, or a ticket, to its first volant. Each integration is an expedient, a record
of the registry (kind \`integration\`), so every act is one versioned change with who, when and why, and of two people who act at
once the second is told. OT: Oficina Tècnica. AJ: Assessoria Jurídica. LM: dinamització. \`rellotge\`: the gateway itself.

${drawing()}

\`refuse\` ends an expedient at any step before it is live, \`withdraw\` at any step that is no end.

## Steps

${stepTable()}
The whole way as commands, over REST: [walk.md](walk.md). \`padro-gateway integration list --due\` shows what is overdue and whose turn it is. The ens gets its reminders by mail.

## Acts

${actTable()}
Every act also takes a \`ticket\` (\`FP#258025\`). A letter with an arrow carries a link by which the ens does that act itself.
\`endpoint\` writes the endpoint's record where there is none, \`open\` gives the municipality its route, \`close\` takes it away, in the
same change of the registry. \`close\` leaves the route where another live expedient holds it, or where the one that ends never was live.
The dates of convenis are looked at every minute: a live municipality whose conveni is over is paused.

\`open\` is refused until the registry says that the endpoint passed its acceptance check ([check.md](check.md)).

## What opens a route

Whatever wrote the records, an act, REST, an import or a hand: when they are compiled, a route is open only while an expedient of that
municipality and environment is live, its conveni is in force (or its padró delegated), and the endpoint passed its acceptance check. It
closes at the date at which the conveni lapses, without a restart, also while the store does not answer. A closed municipality is as one
that is not integrated, and is shown so. Where there is no expedient, producció is closed, and a test environment open, as it holds public
test people only; an expedient that only wants to consume, or was refused, counts as none. The plain way around it is in the municipality's record, with its author and reason in the history:
\`exempt: [produccio]\`. REST marks such a record with the warning \`municipality.exempt\`, one that is closed with
\`municipality.closed\`, and \`open\` takes the word out again. An endpoint whose address changed, or whose check names none, has to pass it again. Why:
[ADR 0018](adr/0018-what-opens-a-route.md).

## Links

\`GET\` shows the form and spends nothing, since mail scanners open links; \`POST\` does the act and spends the link in one change. A form
that is refused can be sent again. A link lives for 30 days; \`POST /api/v1/integrations/ID/reminders\` sends a new one. Its token is made when the letter leaves, and only its SHA-256 is kept.
Documents must look like a whole PDF of at most 10 MiB, and are kept under their SHA-256. They are **not** searched for anything harmful.

## Letters

Each in Catalan, Spanish and English: \`padro-gateway letter preview KIND\`. A value that is missing stops the act, so no letter leaves with a hole.

${table(
  ['Letter', 'Subject'],
  LETTER_KINDS.map((kind) => [code(kind), LETTERS[kind].ca.subject]),
)}
## The outbox never sends twice

A letter is queued under an id made of its expedient and number, once. Before it is handed to the mail server it is durably marked
\`sending\`, and it has one Message-ID for ever. What the server refused, or never asked for, is tried again after 1, 5, 15, 60, 240, 720
and 1,440 minutes, or has \`failed\` where the refusal is final. When the process or the connection ends in between, nobody can know
whether the letter left: it becomes \`unknown\` and is **not** sent again by itself. Operators look (the Message-ID is \`<id@domain>\` in the
mail server's log) and queue it again where it did not leave: \`padro-gateway letter again ID\`.
`;
}

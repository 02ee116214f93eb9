import { ends, moves, stages, type Stage } from '../../libs/domain/lifecycle/moves.js';

/** Ends that almost every stage may move to: drawn as a sentence, or the diagram would be a hedge. */
const everywhere: readonly Stage[] = ['merged', 'erased'];

/** A lead's life as Mermaid, generated from the table of moves. `npm run diagram` puts it into the README. */
export function lifeDiagram(): string {
  const drawn = stages.filter((stage) => !everywhere.includes(stage));
  const arrows = drawn.flatMap((from) => moves[from].filter((to) => drawn.includes(to)).map((to) => `  ${from} --> ${to}`));
  const exits = drawn.filter((stage) => ends.includes(stage)).map((stage) => `  ${stage} --> [*]`);
  const notDrawn = everywhere.map(
    (end) =>
      `\`${end}\` may follow ${stages
        .filter((from) => moves[from].includes(end))
        .map((from) => `\`${from}\``)
        .join(', ')}.`,
  );
  return [
    '```mermaid',
    'stateDiagram-v2',
    '  [*] --> inquiry',
    ...arrows,
    ...exits,
    '```',
    '',
    `Not drawn: ${notDrawn.join(' ')}`,
  ].join('\n');
}

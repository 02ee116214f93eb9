import { ends, moves, stages, type Stage } from './moves.js';

describe('the table of moves', () => {
  it('reaches every stage from inquiry', () => {
    const reached = new Set<Stage>(['inquiry']);
    for (const stage of reached) for (const next of moves[stage]) reached.add(next);
    expect([...reached].sort()).toEqual([...stages].sort());
  });

  it('has no dead end but the ends', () => {
    for (const stage of stages) if (moves[stage].length === 0) expect(ends).toContain(stage);
  });

  it('lets every open stage reach customer', () => {
    for (const stage of stages.filter((candidate) => !ends.includes(candidate))) expect(reachable(stage)).toContain('customer');
  });
});

function reachable(from: Stage): Stage[] {
  const reached = new Set<Stage>([from]);
  for (const stage of reached) for (const next of moves[stage]) reached.add(next);
  return [...reached];
}

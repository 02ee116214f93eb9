import { Life } from '../../../test/support/life.js';
import { tradeTeamCompiled, tradeTerms } from '../../../test/support/trade.js';
import { routedKinds, whyRep, type Routed, type WhyRep } from './why-rep.js';

const rep = (id: string) => ({ id, name: id, email: `${id}@sales.example` });
const isRouted = (event: { kind: string }): event is Routed => (routedKinds as readonly string[]).includes(event.kind);
function whyOf(life: Life): WhyRep {
  const event = life.events.findLast(isRouted);
  if (event === undefined) throw new Error('The lead went nowhere');
  return whyRep(event);
}
const handedOff = (life = new Life()): Life => life.asksForDemo();

describe('why this rep and not the others', () => {
  it('names the rung, the pool’s way of choosing, and each who was passed over', () => {
    expect(whyOf(handedOff())).toEqual({
      repId: 'ana',
      by: 'ladder',
      clause: 'handOffs.default.to.0',
      pool: 'sdr',
      strategy: 'round-robin',
      whyNot: [
        { repId: 'ben', why: 'not-next' },
        { repId: 'cleo', why: 'not-next' },
      ],
      sentence: 'ana is next in turn of pool sdr, by handOffs.default.to.0. Passed over: ben (not-next), cleo (not-next).',
    });
  });

  it('says who gave it by hand, and who took it', () => {
    const given = handedOff();
    given.asks({ kind: 'reassign', toRepId: 'cleo' });
    expect(whyOf(given)).toMatchObject({ by: 'command', sentence: 'It was given to cleo by hand.' });
    const waiting = handedOff(
      new Life(tradeTerms(), tradeTeamCompiled({ reps: [{ ...rep('ana'), capacity: 0 }], pools: { sdr: { reps: ['ana'] } } })),
    );
    expect(whyOf(waiting)).toMatchObject({
      repId: null,
      sentence: 'In queue unrouted by handOffs.default.to.1. Passed over: ana (no-seat).',
    });
    waiting.asks({ kind: 'accept', repId: 'ana' });
    expect(whyOf(waiting)).toMatchObject({ by: 'taken', repId: 'ana' });
  });

  it('stays short where many were passed over', () => {
    const ids = Array.from({ length: 20 }, (_, at) => `rep-${at}`);
    const life = handedOff(new Life(tradeTerms(), tradeTeamCompiled({ reps: ids.map(rep), pools: { sdr: { reps: ids } } })));
    expect(whyOf(life).whyNot).toHaveLength(19);
    expect(whyOf(life).sentence).toMatch(/ and 13 more\.$/);
  });
});

import type { Context, Story } from '../story.js';

/** The two cycles have drifted apart while a rep holds the lead: seen once a gap and hand-off, and the rep is advised. */
export function noteGap(story: Story, { terms, now }: Context): void {
  const { handOff, repId, sellerStage, buyerStage } = story.state;
  if (handOff === null || repId === null) return;
  for (const gap of terms.gaps) {
    if (gap.sellerStage !== sellerStage || gap.buyerStage !== buyerStage || handOff.gaps?.includes(gap.id) === true) continue;
    const { id, clause } = gap;
    story.add({ kind: 'GapSeen', at: now, handOff: handOff.number, gap: id, sellerStage, buyerStage, repId, clause });
  }
}

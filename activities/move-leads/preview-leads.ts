import type { MovedPage, MovePlace } from '../../libs/messages/move-leads.js';
import { versionOfMove } from '../../libs/persistence/moves/moves.js';
import { leadsChanged, leadsThatFit, storePreviews } from '../../libs/persistence/moves/pages.js';
import type { Previewed } from '../../libs/persistence/moves/previewed.js';
import { previewLead } from '../../libs/persistence/turn/preview-lead.js';
import type { MovingParts } from './moving-parts.js';

/** Previews a page of leads: all that fit, or again those that have changed. Safe to repeat. */
export async function previewLeads({ source }: MovingParts, which: 'fit' | 'changed', place: MovePlace): Promise<MovedPage> {
  const { moveId, limit } = place;
  const version = await versionOfMove(source, moveId);
  const leadIds = await (which === 'fit' ? leadsThatFit : leadsChanged)(source, place);
  const previews: Previewed[] = [];
  for (const leadId of leadIds) {
    const previewed = await previewLead(source.manager, leadId, version, moveId);
    if (previewed !== null) previews.push(previewed);
  }
  await storePreviews(source, moveId, previews, which === 'changed');
  return { leads: leadIds.length, next: leadIds.length < limit ? null : (leadIds.at(-1) ?? null) };
}

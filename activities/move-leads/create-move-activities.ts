import { moveFault, type MoveAct, type MovedPage, type MovePlace } from '../../libs/messages/move-leads.js';
import { endMove } from '../../libs/persistence/moves/moves.js';
import { beginPreview } from '../../libs/persistence/moves/pages.js';
import { codedAs } from '../coded-as.js';
import { commandLeads } from './command-leads.js';
import { previewLeads } from './preview-leads.js';
import type { MovingParts } from './moving-parts.js';

const byCode = codedAs(moveFault);

/** The activities of moveLeads, by the name that ops read in the UI. Each takes a page of leads, and is safe to repeat. */
export function createMoveActivities(parts: MovingParts) {
  const { source } = parts;
  return {
    beginPreview: ({ moveId }: { moveId: string }): Promise<void> => byCode(() => beginPreview(source, moveId)),
    previewLeads: (place: MovePlace): Promise<MovedPage> => byCode(() => previewLeads(parts, 'fit', place)),
    previewAgain: (place: MovePlace): Promise<MovedPage> => byCode(() => previewLeads(parts, 'changed', place)),
    moveLeads: (place: MovePlace): Promise<MovedPage> => byCode(() => commandLeads(parts, 'move', place)),
    undoLeads: (place: MovePlace): Promise<MovedPage> => byCode(() => commandLeads(parts, 'undo', place)),
    endMove: ({ moveId, act }: { moveId: string; act: MoveAct }): Promise<void> => byCode(() => endMove(source, moveId, act)),
  };
}

export type MoveActivities = ReturnType<typeof createMoveActivities>;

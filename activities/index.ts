import type { Outside } from './outside.js';
import { sendMessage } from './send-message.js';
import { takeTurn } from './take-turn.js';
import { tellManager } from './tell-manager.js';
import { tellRep } from './tell-rep.js';

export type { Outside };

/** Every activity, by the name that ops read in the UI. */
export function createActivities(outside: Outside) {
  return {
    takeTurn: takeTurn(outside),
    tellRep: tellRep(outside),
    tellManager: tellManager(outside),
    sendMessage: sendMessage(outside),
  };
}

export type Activities = ReturnType<typeof createActivities>;

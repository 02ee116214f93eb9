import type { TakeVersion, UndoVersion } from '../commands.js';
import { hasEnded } from '../moves.js';
import { Refusal } from '../refusal.js';
import type { Context, Story } from '../story.js';
import { goUnder } from '../version/take-version.js';
import { versionOf } from '../version/versions.js';

// A running lead is moved to the version in force before its next hand-off. Returns why it changed nothing, or null.
export function moveToVersion(story: Story, { version, moveId }: TakeVersion, context: Context): string | null {
  const { stage, agreementVersion } = story.state;
  if (hasEnded(stage)) return `This lead is ${stage}: it lives under no other version.`;
  if (agreementVersion === version) return `This lead lives under version ${version} already.`;
  // The version that an earlier move came from is at hand as well, and is in force no more.
  const isInForce = context.versions?.inForce === version;
  if (isInForce && goUnder(story, version, { why: 'moved', moveId }, context) !== context) return null;
  throw new Refusal(
    'agreement.not_in_force',
    `Version ${version} of the agreement is not in force: a lead is moved only to the one that is. Preview a move to that one (GET /v1/agreements/current).`,
    { version, inForce: context.versions?.inForce ?? agreementVersion },
  );
}

// A move is undone as long as nothing was decided by its version. Returns why it changed nothing, or null.
export function undoVersion(story: Story, { moveId }: UndoVersion, context: Context): string | null {
  const { moved, agreementVersion } = story.state;
  if (moved?.moveId !== moveId) return 'This lead was not moved by it, or lives under another version since.';
  const { from, baseline, track, lane, boundBy } = moved;
  if (boundBy !== null) return `${boundBy}: it was decided under version ${agreementVersion}.`;
  if (versionOf(context, from) === null) throw new Error(`A move can't be undone: version ${from} is not at hand`);
  const back = { from: agreementVersion, to: from, why: 'undone', moveId, baseline, track, lane, given: {} } as const;
  story.add({ kind: 'VersionTaken', at: context.now, ...back });
  return null;
}

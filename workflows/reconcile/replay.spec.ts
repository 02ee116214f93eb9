import { DeterminismViolationError } from '@temporalio/workflow';
import { reconcileWorkflowId } from '../../libs/messages/reconcile.js';
import { corpusOf, createReplay } from '../../test/support/replay.js';

const { stories, read } = corpusOf('reconcile');

let replay: (history: string) => Promise<void>;
beforeAll(async () => {
  const through = await createReplay();
  replay = (history) => through(history, reconcileWorkflowId('replayed'));
}, 60_000);

describe('the comparisons recorded so far', () => {
  it('are there', () =>
    expect(stories.sort()).toEqual(['in-bad-weather.json', 'rebuilt.json', 'reprojected.json', 'watched.json']));

  it.each(stories)('%s goes the same way today', async (story) => {
    await expect(replay(read(story))).resolves.toBeUndefined();
  });

  it('would not, if a rebuild had not waited', async () => {
    const altered = read('rebuilt.json').replaceAll('"awaitRebuilt"', '"endReconcile"');
    await expect(replay(altered)).rejects.toThrow(DeterminismViolationError);
  });
});

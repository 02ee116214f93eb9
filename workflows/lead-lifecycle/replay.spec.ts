import { DeterminismViolationError } from '@temporalio/workflow';
import { leadWorkflowId } from '../../libs/messages/lead-lifecycle.js';
import { corpusOf, createReplay } from '../../test/support/replay.js';

const { stories, read } = corpusOf('lead-lifecycle');

let replay: (history: string) => Promise<void>;
beforeAll(async () => {
  const through = await createReplay();
  replay = (history) => through(history, leadWorkflowId('replayed'));
}, 60_000);

describe('the lives recorded so far', () => {
  it('are enough to notice a change', () => expect(stories.length).toBeGreaterThanOrEqual(8));

  it.each(stories)('%s goes the same way today', async (story) => {
    await expect(replay(read(story))).resolves.toBeUndefined();
  });

  it('would not, if a rep had been told where a manager was', async () => {
    const altered = read('to-customer.json').replaceAll('"tellRep"', '"tellManager"');
    await expect(replay(altered)).rejects.toThrow(DeterminismViolationError);
  });
});

import { DeterminismViolationError } from '@temporalio/workflow';
import { moveWorkflowId } from '../../libs/messages/move-leads.js';
import { corpusOf, createReplay } from '../../test/support/replay.js';

const { stories, read } = corpusOf('move-leads');

let replay: (history: string) => Promise<void>;
beforeAll(async () => {
  const through = await createReplay();
  replay = (history) => through(history, moveWorkflowId('replayed', 'move'));
}, 60_000);

describe('the moves recorded so far', () => {
  it('are there', () => expect(stories.sort()).toEqual(['carried-on.json', 'moved.json', 'previewed.json']));

  it.each(stories)('%s goes the same way today', async (story) => {
    await expect(replay(read(story))).resolves.toBeUndefined();
  });

  it('would not, if leads had been moved that nobody had previewed again', async () => {
    const altered = read('moved.json').replaceAll('"previewAgain"', '"moveLeads"');
    await expect(replay(altered)).rejects.toThrow(DeterminismViolationError);
  });
});

import { DeterminismViolationError } from '@temporalio/workflow';
import { freeStuckWorkflowId } from '../../libs/messages/free-stuck.js';
import { corpusOf, createReplay } from '../../test/support/replay.js';

const { stories, read } = corpusOf('free-stuck');

let replay: (history: string) => Promise<void>;
beforeAll(async () => {
  const through = await createReplay();
  replay = (history) => through(history, freeStuckWorkflowId('replayed'));
}, 60_000);

describe('the retries recorded so far', () => {
  it('are there', () => expect(stories.sort()).toEqual(['carried-on.json', 'in-bad-weather.json', 'three-pages.json']));

  it.each(stories)('%s goes the same way today', async (story) => {
    await expect(replay(read(story))).resolves.toBeUndefined();
  });

  it('would not, if leads had been retried that nobody had looked for', async () => {
    const altered = read('three-pages.json').replaceAll('"findStuck"', '"retryLeads"');
    await expect(replay(altered)).rejects.toThrow(DeterminismViolationError);
  });
});

import { DeterminismViolationError } from '@temporalio/workflow';
import { auditWorkflowId } from '../../libs/messages/audit.js';
import { corpusOf, createReplay } from '../../test/support/replay.js';

const { stories, read } = corpusOf('audit');

let replay: (history: string) => Promise<void>;
beforeAll(async () => {
  const through = await createReplay();
  replay = (history) => through(history, auditWorkflowId('replayed'));
}, 60_000);

describe('the audits recorded so far', () => {
  it('are there', () => expect(stories.sort()).toEqual(['clean.json', 'one-difference.json']));

  it.each(stories)('%s goes the same way today', async (story) => {
    await expect(replay(read(story))).resolves.toBeUndefined();
  });

  it('would not, if nothing had been decided again', async () => {
    const altered = read('clean.json').replaceAll('"auditAll"', '"endAudit"');
    await expect(replay(altered)).rejects.toThrow(DeterminismViolationError);
  });
});

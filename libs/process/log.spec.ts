import { createLog } from './log.js';

function lineOf(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown> {
  const lines: string[] = [];
  write(createLog('test', 'info', { write: (line) => void lines.push(line) }));
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? '');
}
const refused = Object.assign(new Error('Key (email)=(ana@example.com) already exists'), {
  code: '23505',
  parameters: ['ana@example.com'],
  cause: new TypeError('ana@example.com'),
});

describe('a log line about an error', () => {
  it.each([
    ['given alone', (log: ReturnType<typeof createLog>) => log.error(refused)],
    ['given as err', (log: ReturnType<typeof createLog>) => log.error({ err: refused, leadId: 'l1' })],
    ['given with a message', (log: ReturnType<typeof createLog>) => log.error({ err: refused }, 'the fact was not stored')],
  ])('tells type, code and place but never quotes a lead, when %s', (_, write) => {
    const line = lineOf(write);
    expect(JSON.stringify(line)).not.toContain('ana@');
    expect(line).toMatchObject({ err: { type: 'Error', code: '23505', cause: { type: 'TypeError' } } });
    expect((line['err'] as { at: string[] }).at[0]).toContain('log.spec');
  });
});

it('writes who, when and what', () => {
  expect(lineOf((log) => log.info({ leads: 3 }, 'claimed %s', 'leads'))).toMatchObject({
    name: 'test',
    level: 30,
    leads: 3,
    msg: 'claimed leads',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
  });
});

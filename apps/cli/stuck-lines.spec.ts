import { planLines, stuckLines, type Plan } from './stuck-lines.js';

const refused = {
  reason: 'mail.refused',
  leads: 1_200,
  oldest: '2026-11-23T09:31:00.000Z',
  cure: 'Correct the address; then retry.',
};
const fault = { reason: 'turn.fault', leads: 1, oldest: null, cure: 'Deploy the fix; then retry.' };
const plan: Plan = {
  retryId: null,
  dryRun: true,
  leads: 1_201,
  reasons: [refused, fault],
  examples: [{ leadId: 'l1', reason: 'mail.refused', since: '2026-11-23T09:31:00.000Z' }],
};

describe('stuck leads for people', () => {
  it('are counted by reason, with its cure', () => {
    expect(stuckLines({ counts: [refused, fault] })).toEqual([
      '    1,200 mail.refused, the longest since 2026-11-23T09:31:00.000Z',
      '          Correct the address; then retry.',
      '        1 turn.fault',
      '          Deploy the fix; then retry.',
    ]);
    expect(stuckLines({ counts: [refused, fault] }, 'turn.fault')).toHaveLength(2);
    expect(stuckLines({ counts: [refused] }, 'cancelled')).toEqual(['Nobody is stuck.']);
  });

  it('are shown by a dry run, with examples', () => {
    const lines = planLines(plan);
    expect(lines[0]).toBe('A dry run: 1201 leads would be sent retry. They are stuck by:');
    expect(lines.at(-1)).toBe('  lead l1: mail.refused since 2026-11-23T09:31:00.000Z');
  });

  it('are named with the retry that frees them, and nobody is said to be nobody', () => {
    expect(planLines({ ...plan, dryRun: false, retryId: 'r1' })[0]).toBe(
      '1201 leads are sent retry (r1). Until now they were stuck by:',
    );
    expect(planLines({ ...plan, leads: 0, reasons: [], examples: [] })).toEqual(['Nobody fits: nothing to retry.']);
  });
});

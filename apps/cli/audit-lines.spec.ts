import { auditLines, type AuditRun } from './audit-lines.js';

const clean: AuditRun = { lives: 3, audited: 3, turns: 40, reproduced: 40, untold: 0, differences: 0, status: 'done', found: [] };

describe('what an audit found', () => {
  it('says how much was decided again when nothing differs', () => {
    expect(auditLines(clean)).toEqual([
      '40 turns of 3 lives were decided again; 40 came out as they are stored.',
      'Nothing differs.',
    ]);
  });

  it('tells each difference with its lead, how many more there are, and what nobody can tell', () => {
    const found = [{ leadId: 'a-lead', sentence: 'The life: stage is "customer"; its inputs give "nurturing".' }];
    const lines = auditLines({ ...clean, reproduced: 39, untold: 2, differences: 3, found, status: 'stopped' });
    expect(lines.slice(1)).toEqual([
      '2 turns are from before Baton kept what they saw: nobody can tell.',
      '3 differences:',
      '  lead a-lead: The life: stage is "customer"; its inputs give "nurturing".',
      '  and 2 more',
      'Then it stopped: start it again.',
    ]);
  });
});

import { newLead } from '../../libs/domain/lifecycle/lead.js';
import { detailsOf, statusOf, stuckOf, summaryOfEffect, summaryOfTurn } from './biography.js';
import { resume, type LeadRun } from './carry.js';

const leadId = '6f1b2c5e-0000-4000-8000-000000000001';
const noon = Date.UTC(2026, 10, 23, 12);
const clock = { clause: 'handOffs.default.clocks.accept', dueAt: noon, breachedAt: null };
const held = (changes: Partial<LeadRun> = {}): LeadRun =>
  ({
    ...resume({ leadId, carried: null }),
    stage: 'marketing_qualified',
    state: { ...newLead(leadId, noon), repId: 'ana', handOffs: 1, handOff: { number: 1 }, clocks: [clock] },
    wakeAt: noon,
    wakeWhy: 'accept is due',
    ...changes,
  }) as LeadRun;

describe('the current details of a lead', () => {
  it('say where it stands, who holds it, which clock runs until when, and when it wakes', () => {
    expect(detailsOf(held()).split('\n')).toEqual([
      '**marketing_qualified** since 2026-11-23T12:00:00.000Z, hand-off 1 held by ana',
      '',
      '- `handOffs.default.clocks.accept` due 2026-11-23T12:00:00.000Z',
      '',
      'Wakes 2026-11-23T12:00:00.000Z: accept is due.',
    ]);
  });

  it('of a stuck lead begin with why, and with what to send', () => {
    const details = detailsOf(held({ stuck: 'mail.refused' }));
    expect(details).toMatch(/^### Stuck: `mail.refused`\n.*send the Update `retryNow`/);
  });

  it('name what was set aside', () => {
    const lead = held({ stuck: 'mail.refused', setAside: [{ kind: 'ring', at: 1, upTo: 4 }] });
    expect(detailsOf(lead)).toContain('Set aside: ring 4.');
    expect(stuckOf(lead)).toBe('turn.fault');
  });
});

it('the status is the same in fields, with instants that people read', () => {
  expect(statusOf(held())).toMatchObject({
    leadId,
    stage: 'marketing_qualified',
    repId: 'ana',
    stuck: null,
    clocks: [{ clause: clock.clause, dueAt: '2026-11-23T12:00:00.000Z', breached: false }],
    wakeAt: '2026-11-23T12:00:00.000Z',
    wakeWhy: 'accept is due',
  });
});

it('the status of a lead that has not been opened is told too', () => {
  expect(statusOf(resume({ leadId, carried: null }))).toMatchObject({ turn: 0, clocks: [], wakeAt: null });
});

describe('a summary in history', () => {
  it('of an effect says who is told what', () => {
    const about = { key: 'k', repId: 'ana', handOff: 1, clause: 'c' };
    expect(summaryOfEffect({ kind: 'tellRep', about: 'handOff', ...about })).toBe('tell ana: hand-off 1');
    expect(summaryOfEffect({ kind: 'tellManager', ...about })).toBe('tell the manager of ana: hand-off 1');
    expect(summaryOfEffect({ kind: 'sendMessage', key: 'k', message: 'welcome-1', clause: 'c' })).toBe('send welcome-1');
  });

  it('of a turn says what it took in, and stays short', () => {
    const ring = { kind: 'ring', at: 1, upTo: 4 } as const;
    expect(summaryOfTurn([{ kind: 'open', at: 1 }, ring])).toBe('open, ring 4');
    expect(summaryOfTurn(Array.from({ length: 90 }, () => ring))).toHaveLength(100);
  });
});

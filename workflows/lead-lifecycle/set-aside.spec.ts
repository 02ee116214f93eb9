import type { LeadInput } from '../../libs/domain/lifecycle/inputs.js';
import type { Answer } from '../../libs/domain/lifecycle/turn.js';
import { nextWake, resume, type LeadRun } from './carry.js';
import type { Inbox } from './inbox.js';
import { putAside, takeBack } from './set-aside.js';

const leadId = '6f1b2c5e-0000-4000-8000-000000000001';
const ring = (upTo: number): LeadInput => ({ kind: 'ring', at: 1, upTo });
const due: LeadInput = { kind: 'due', at: 2 };
const retry: LeadInput = { kind: 'retry', at: 3 };
const accept: LeadInput = { kind: 'command', at: 4, command: { id: leadId, kind: 'accept', repId: 'ana' } };

let lead: LeadRun;
let answers: Answer[];
const inbox = { answer: (answer: Answer) => void answers.push(answer) } as Inbox;
beforeEach(() => {
  lead = resume({ leadId, carried: null });
  answers = [];
});

describe('an input whose turn failed by a fault', () => {
  it('is kept once, and its sender is told at once', () => {
    putAside(lead, inbox, accept);
    putAside(lead, inbox, accept);
    expect(lead.setAside).toEqual([accept]);
    expect(answers[0]).toMatchObject({ applied: false, refusal: { code: 'lead.turn_failed' }, lead: { leadId } });
  });

  it('stays aside until somebody asks, and then goes before what came later', () => {
    putAside(lead, inbox, accept);
    expect(takeBack(lead, [ring(5)])).toEqual([ring(5)]);
    expect(lead.setAside).toEqual([accept]);
    expect(takeBack(lead, [retry])).toEqual([accept, retry]);
    expect(lead).toMatchObject({ setAside: [], retryAt: null });
  });

  it('is asked for by the command retry as well', () => {
    putAside(lead, inbox, ring(1));
    const asked: LeadInput = { kind: 'command', at: 5, command: { id: leadId, kind: 'retry' } };
    expect(takeBack(lead, [asked])).toEqual([ring(1), asked]);
  });

  it('gives way to its own repetition', () => {
    putAside(lead, inbox, ring(1));
    expect(takeBack(lead, [ring(9)])).toEqual([ring(9)]);
    expect(lead).toMatchObject({ setAside: [], retryAt: null });
  });

  it('is taken again by itself within the hour, and a deadline that has passed wakes nobody till then', () => {
    lead.wakeAt = 5;
    putAside(lead, inbox, due);
    const wake = nextWake(lead);
    expect(wake?.why).toBe('a turn that failed is tried again');
    expect(wake?.at).toBeGreaterThan(Date.now() + 3_500_000);
    lead.retryAt = Date.now();
    expect(takeBack(lead, [{ ...due, at: 9 }])).toEqual([{ ...due, at: 9 }]);
    expect(lead.setAside).toEqual([]);
  });
});

describe('the next wake', () => {
  it('is the earlier of the deadline and the slow retry', () => {
    Object.assign(lead, { wakeAt: 100, wakeWhy: 'accept is due', retryAt: 200 });
    expect(nextWake(lead)).toEqual({ at: 100, why: 'accept is due' });
    expect(nextWake({ ...lead, wakeAt: 300 })).toEqual({ at: 200, why: 'a turn that failed is tried again' });
    expect(nextWake({ ...lead, wakeAt: null, retryAt: null })).toBeNull();
  });
});

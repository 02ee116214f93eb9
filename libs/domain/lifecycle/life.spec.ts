import { randomUUID } from 'node:crypto';
import { aLead, accepted, ended, handedOff, opportunity } from '../../../test/support/life.js';
import { day, hour, minute } from '../../../test/support/terms-for-scoring.js';

describe('a lead that is nurtured', () => {
  it('is sent its track step by step, and the branch for those who did not answer', () => {
    const life = aLead().hears({ kind: 'page_viewed' });
    expect(life.state).toMatchObject({ stage: 'nurturing', track: { track: 'welcome', step: 'wait:3d' } });
    life.passes(11 * day);
    expect(life.find('MessageDue').map(({ message }) => message)).toEqual(['welcome-1', 'last-nudge']);
    expect(life.find('TrackEnded')).toMatchObject([{ track: 'welcome', why: 'finished' }]);
  });

  it('takes the other branch at once when the awaited signal comes', () => {
    const life = aLead()
      .hears({ kind: 'page_viewed' })
      .passes(4 * day)
      .hears({ kind: 'file_downloaded' });
    expect(life.find('MessageDue').map(({ message }) => message)).toEqual(['welcome-1', 'deep-dive']);
  });

  it('is left in peace by marketing while sales holds it', () => {
    const life = aLead().hears({ kind: 'page_viewed' }).asksForDemo();
    expect(life.state.track).toBeNull();
    expect(life.find('TrackEnded')).toMatchObject([{ why: 'left' }]);
  });

  it('is out before sales sees it when the agreement says it will never buy', () => {
    const life = aLead();
    life.profile = { country: 'ES', email: 'spy@rival.example' };
    expect(life.asksForDemo().state.stage).toBe('disqualified');
  });
});

describe('a lead that is not ready now', () => {
  const recycled = () => {
    const life = accepted();
    life.asks({ kind: 'outcome', repId: 'ana', reason: 'not-now' });
    return life;
  };

  it('goes back to nurturing with a fresh start, its own track and a date', () => {
    const life = recycled();
    expect(life.state).toMatchObject({ stage: 'nurturing', recycles: 1, repId: null, handOff: null, band: 'cold' });
    expect(life.state.rest?.untilAt).toBe(life.now + 30 * day);
    expect(life.find('MessageDue').map(({ message }) => message)).toContain('winback-1');
    expect(life.state.clocks).toEqual([]);
  });

  it('does not qualify again by what it did before', () => {
    expect(recycled().passes(31 * day).state.stage).toBe('nurturing');
  });

  it('wakes early on the signal its outcome names, and is handed off a second time', () => {
    const life = recycled().passes(day).asksForDemo();
    expect(life.find('RestEnded')).toMatchObject([{ why: 'signal', signal: 'demo-asked' }]);
    expect(life.state).toMatchObject({ stage: 'marketing_qualified', handOffs: 2 });
  });

  it('rests until the day the lead asked for', () => {
    const life = accepted();
    life.asks({ kind: 'outcome', repId: 'ana', reason: 'not-now', nextContactAt: life.now + 90 * day });
    expect(life.state.rest?.untilAt).toBe(life.now + 90 * day);
  });

  it('is lost after more returns than the agreement allows', () => {
    const life = recycled();
    for (let round = 0; round < 2; round += 1) {
      life.passes(day).asksForDemo();
      const repId = life.state.repId!;
      life.asks({ kind: 'accept', repId });
      life.asks({ kind: 'outcome', repId, reason: 'not-now' });
    }
    expect(life.state.stage).toBe('lost');
  });
});

describe('an end', () => {
  it('is a customer, by a win reported on an opportunity', () => expect(ended('bought').state.stage).toBe('customer'));

  it('is not reached by a win before there is an opportunity', () => {
    expect(accepted().asks({ kind: 'outcome', repId: 'ana', reason: 'bought' }).refusal?.code).toBe('lead.outcome_too_early');
  });

  it('is not deaf when the lead is lost: the agreement brings it back, on evidence since', () => {
    const life = ended('too-dear').passes(day);
    expect(life.hears({ kind: 'page_viewed' }).state.stage).toBe('lost');
    life.asksForDemo();
    expect(life.find('LeadReopened')).toMatchObject([{ from: 'lost' }]);
    expect(life.state).toMatchObject({ stage: 'marketing_qualified', handOffs: 2 });
  });

  it('stops every clock and frees the rep', () => {
    const life = ended('bought');
    expect(life.state).toMatchObject({ clocks: [], escalations: [], cadence: null, repId: null });
    expect(life.loads['ana']?.open).toBe(0);
  });
});

describe('a rejected lead', () => {
  it('goes where the agreement says', () => {
    const back = handedOff();
    back.asks({ kind: 'reject', repId: 'ana', reason: 'outside-profile' });
    expect(back.state).toMatchObject({ stage: 'nurturing', recycles: 1 });
    const out = handedOff();
    out.asks({ kind: 'reject', repId: 'ana', reason: 'not-a-buyer' });
    expect(out.state.stage).toBe('disqualified');
  });

  it('needs a reason that the agreement has for rejections', () => {
    expect(handedOff().asks({ kind: 'reject', repId: 'ana', reason: 'bought' }).refusal).toMatchObject({
      code: 'outcome.unknown_reason',
      details: { reasons: ['outside-profile', 'not-a-buyer'] },
    });
  });
});

describe('a command of the wrong rep', () => {
  it('is refused with who holds the lead', () => {
    expect(handedOff().asks({ kind: 'accept', repId: 'ben' }).refusal).toMatchObject({
      code: 'lead.held_by_another',
      details: { repId: 'ana' },
    });
  });
  it('is refused when the team has no such rep', () => {
    expect(handedOff().asks({ kind: 'accept', repId: 'zoe' }).refusal?.code).toBe('rep.unknown');
  });
});

describe('advancing', () => {
  it('is refused with what the requirements still lack', () => {
    const life = accepted();
    life.asks({ kind: 'advance', repId: 'ana', to: 'sales_qualified' });
    expect(life.asks({ kind: 'advance', repId: 'ana', to: 'opportunity' }).refusal).toMatchObject({
      code: 'lead.requirements_missing',
      details: { lacking: ['requirements.opportunity.0'] },
    });
  });
});

describe('mail that fails', () => {
  it('waits for a provider that is away, ever longer, and nobody becomes stuck', () => {
    const life = aLead().whoseMail('away').asksForDemo();
    expect(life.state.effects).toMatchObject([{ status: 'waiting', failures: 1, retryAt: life.now + minute }]);
    life.passes(hour);
    expect(life.find('LeadStuck')).toEqual([]);
    expect(life.find('RepNoticed')).toEqual([]);
    life.mail = 'works';
    life.passes(10 * minute);
    expect(life.find('RepNoticed')).toHaveLength(1);
  });

  it('makes the lead stuck when it is refused for good; the lead goes on listening, and retry frees it', () => {
    const life = aLead().whoseMail('refused').asksForDemo();
    expect(life.find('LeadStuck')).toMatchObject([{ code: 'mail.refused', key: 'handOff:1/notice#1' }]);
    life.mail = 'works';
    expect(life.asks({ kind: 'retry' }).applied).toBe(true);
    expect(life.state.effects).toEqual([]);
    expect(life.find('RepNoticed')).toHaveLength(1);
  });

  it('is dropped when its rep no longer holds the lead', () => {
    const life = aLead().whoseMail('refused').asksForDemo();
    life.mail = 'works';
    life.asks({ kind: 'reassign', toRepId: 'ben' });
    expect(life.find('EffectDropped')).toMatchObject([{ key: 'handOff:1/notice#1' }]);
    expect(life.find('RepNoticed')).toMatchObject([{ repId: 'ben' }]);
  });
});

describe('a cancelled lead', () => {
  it('is stuck, not dead, and freed by retry', () => {
    const life = handedOff();
    life.turn([{ kind: 'cancelled', at: life.now }]);
    expect(life.asks({ kind: 'accept', repId: 'ana' }).applied).toBe(true);
    life.asks({ kind: 'retry' });
    expect(life.state.cancelledAt).toBeNull();
  });
});

describe('a turn', () => {
  it('answers each of its commands, and a refused one leaves no trace', () => {
    const life = handedOff();
    const answers: Parameters<typeof life.turn>[1] = [];
    const [first, second] = [randomUUID(), randomUUID()];
    life.turn(
      [
        { kind: 'command', at: life.now, command: { id: first, kind: 'accept', repId: 'ben' } },
        { kind: 'command', at: life.now, command: { id: second, kind: 'accept', repId: 'ana' } },
      ],
      answers,
    );
    expect(answers.map(({ commandId, applied }) => [commandId, applied])).toEqual([
      [first, false],
      [second, true],
    ]);
    expect(life.find('LeadAccepted')).toHaveLength(1);
  });

  it('counts an acceptance that came before the deadline, though both are handled after it', () => {
    const life = handedOff();
    const heardAt = life.now + 29 * minute;
    life.now += 31 * minute;
    life.turn([{ kind: 'command', at: heardAt, command: { id: randomUUID(), kind: 'accept', repId: 'ana' } }]);
    expect(life.find('ClockBreached')).toEqual([]);
  });

  it('has an opportunity answer for what it is, with the summary after the turn', () => {
    expect(opportunity().asks({ kind: 'touch', repId: 'ana', channel: 'email' }).lead).toMatchObject({
      stage: 'opportunity',
      repId: 'ana',
    });
  });
});

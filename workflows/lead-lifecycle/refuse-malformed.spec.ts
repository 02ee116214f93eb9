import { randomUUID } from 'node:crypto';
import { commandKinds, type LeadCommand } from '../../libs/domain/lifecycle/commands.js';
import { malformedFailure } from '../../libs/messages/lead-lifecycle.js';
import { refuseMalformed } from './refuse-malformed.js';

const id = randomUUID();
const good: { [K in LeadCommand['kind']]: Extract<LeadCommand, { kind: K }> } = {
  accept: { id, kind: 'accept', repId: 'ana' },
  reject: { id, kind: 'reject', repId: 'ana', reason: 'outside-profile' },
  touch: { id, kind: 'touch', repId: 'ana', channel: 'call' },
  advance: { id, kind: 'advance', repId: 'ana', to: 'opportunity' },
  outcome: { id, kind: 'outcome', repId: 'ana', reason: 'not-now', nextContactAt: 1_795_000_000_000 },
  reassign: { id, kind: 'reassign', toRepId: 'ben' },
  retry: { id, kind: 'retry' },
  contest: { id, kind: 'contest' },
  takeVersion: { id, kind: 'takeVersion', version: 2, moveId: id },
  undoVersion: { id, kind: 'undoVersion', moveId: id },
};

describe('the door of a lead', () => {
  it.each(commandKinds)('lets a well-formed %s in, whatever the lead', (kind) => {
    expect(() => refuseMalformed(good[kind])).not.toThrow();
  });

  it('lets an outcome in that names no next contact', () => {
    const { nextContactAt: _none, ...outcome } = good.outcome;
    expect(() => refuseMalformed(outcome)).not.toThrow();
  });

  it.each([
    ['nothing', null, 'not an object'],
    ['an id that is no UUID', { ...good.accept, id: 'c1' }, 'id must be a UUID'],
    ['a kind that is unknown', { id, kind: 'delete' }, 'kind must be one of accept'],
    ['a kind that every object has', { id, kind: 'constructor' }, 'kind must be one of accept'],
    ['an address in place of an id', { ...good.accept, repId: 'ana@sales.example' }, 'repId is missing or wrong'],
    ['a channel that is none', { ...good.touch, channel: 'pigeon' }, 'channel is missing or wrong'],
    ['an instant that is a text', { ...good.outcome, nextContactAt: '2026-12-01' }, 'nextContactAt is missing or wrong'],
    ['words that belong to Postgres', { ...good.accept, note: 'call her at home' }, 'a field that its kind does not have'],
  ])('refuses %s, and repeats none of it', (_what, command, why) => {
    expect(() => refuseMalformed(command)).toThrow(expect.objectContaining({ type: malformedFailure }));
    expect(() => refuseMalformed(command)).toThrow(why);
    expect(() => refuseMalformed(command)).not.toThrow(/sales\.example|pigeon|home/);
  });
});

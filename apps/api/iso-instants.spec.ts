import { isoInstants } from './iso-instants.js';

describe('instants leave as ISO 8601', () => {
  it('whatever is called at or …At, at any depth', () => {
    expect(isoInstants({ at: 0, clocks: [{ dueAt: 1000, breachedAt: null }] })).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      clocks: [{ dueAt: '1970-01-01T00:00:01.000Z', breachedAt: null }],
    });
  });

  it('and nothing else: counts, words that end alike, and what is no number', () => {
    const other = { turn: 5, format: 7, flat: 9, share: 0.5, changesAt: 'soon' };
    expect(isoInstants(other)).toEqual(other);
  });

  it('not within what senders wrote themselves', () => {
    const theirs = { data: { at: 5 }, profile: { bornAt: 6 }, document: { escalation: [{ at: 7 }] } };
    expect(isoInstants(theirs)).toEqual(theirs);
  });

  it('dates of Postgres too', () => {
    expect(isoInstants({ inForceAt: new Date(0) })).toEqual({ inForceAt: '1970-01-01T00:00:00.000Z' });
  });
});

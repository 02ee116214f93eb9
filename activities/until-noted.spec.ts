import { untilNoted } from './until-noted.js';

const away = Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
/** Fails with these, one by one, and then succeeds; tells how often it was tried. */
function failing(...errors: Error[]) {
  const note = { tries: 0, take: async () => (note.tries++ < errors.length ? Promise.reject(errors[note.tries - 1]) : 'noted') };
  return note;
}

describe('what became of an act', () => {
  it('is noted as soon as Postgres is back', async () => {
    const note = failing(away, away);
    expect(await untilNoted(Date.now(), note.take)).toBe('noted');
    expect(note.tries).toBe(3);
  });

  it('is given up by a fault at once, and by weather in time for the attempt', async () => {
    const fault = failing(new TypeError('x is undefined'));
    await expect(untilNoted(Date.now(), fault.take)).rejects.toThrow(TypeError);
    const late = failing(away, away, away);
    await expect(untilNoted(Date.now() - 24_500, late.take)).rejects.toBe(away);
    expect([fault.tries, late.tries]).toEqual([1, 2]);
  });
});

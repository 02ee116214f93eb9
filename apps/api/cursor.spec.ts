import { createCursors } from './cursor.js';

const place = { at: '2026-11-23 09:31:00.123456+00', leadId: '5b1c9d1e-6f0a-4b57-9d7e-0a4f2b1c3d4e' };
const question = ['leads', { band: 'hot', q: 'eva' }];
const noon = Date.parse('2026-11-23T12:00:00Z');
let now = noon;
const cursors = createCursors('a-token-for-this-spec', () => now);
beforeEach(() => (now = noon));
const written = (): string => cursors.write(question, place) ?? '';

describe('a cursor', () => {
  it('names the place it was made for, to the microsecond', () => expect(cursors.read(question, written())).toEqual(place));
  it('is none on the last page, and on the first', () => {
    expect(cursors.write(question, null)).toBeNull();
    expect(cursors.read(question, undefined)).toBeNull();
  });
  it('tells nothing of the question, which may name a person', () =>
    expect(Buffer.from(written(), 'base64url').toString()).not.toContain('eva'));
  it('is read by another api with the same token', () =>
    expect(createCursors('a-token-for-this-spec', () => now).read(question, written())).toEqual(place));
  it('is good for a day, and stale then', () => {
    const cursor = written();
    now = noon + 24 * 3_600_000;
    expect(cursors.read(question, cursor)).toEqual(place);
    now += 1;
    expect(() => cursors.read(question, cursor)).toThrow(expect.objectContaining({ code: 'cursor.stale' }));
  });

  const [body = '', signature = ''] = written().split('.');
  it.each([
    ['empty', ''],
    ['no cursor', 'hello'],
    ['without its signature', body],
    ['with half a signature', `${body}.${signature.slice(0, 8)}`],
    ['changed in its place', `${Buffer.from('[0,"2020-01-01","x"]').toString('base64url')}.${signature}`],
    ['of another token', createCursors('another-token-indeed', () => noon).write(question, place) ?? ''],
    ['of other filters', cursors.write(['leads', { band: 'cold' }], place) ?? ''],
  ])('is refused: %s', (_, cursor) =>
    expect(() => cursors.read(question, cursor)).toThrow(expect.objectContaining({ code: 'cursor.unknown' })),
  );
});

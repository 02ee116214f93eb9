import { copyText } from './copy-rows.js';

describe('rows as Postgres copies them', () => {
  it('are lines of cells between tabs', () => {
    expect(
      copyText([
        ['one', '1'],
        ['two', '2'],
      ]),
    ).toBe('one\t1\ntwo\t2\n');
  });

  it('tell nothing from the word for it', () => {
    expect(copyText([[null, '\\N', '']])).toBe('\\N\t\\\\N\t\n');
  });

  it('keep what would end a cell, a line or the file', () => {
    expect(copyText([['a\tb', 'c\nd\re', '\\.']])).toBe('a\\tb\tc\\nd\\re\t\\\\.\n');
  });
});

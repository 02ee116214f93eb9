import { copyText } from './copy-rows.js';

describe('a value as Postgres copies it', () => {
  it('is what it is', () => {
    expect(copyText('名前 "quoted", \'too\'')).toBe('名前 "quoted", \'too\'');
    expect(copyText('')).toBe('');
  });

  it('is told from nothing, whatever it says', () => {
    expect(copyText(null)).toBe('\\N');
    expect(copyText('\\N')).toBe('\\\\N');
  });

  it('ends no cell, no line and not the file', () => {
    expect(copyText('a\tb')).toBe('a\\tb');
    expect(copyText('c\nd\re')).toBe('c\\nd\\re');
    expect(copyText('\\.')).toBe('\\\\.');
  });
});

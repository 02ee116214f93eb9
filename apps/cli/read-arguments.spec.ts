import { readArguments } from './read-arguments.js';
import { WrongUse } from './usage.js';

describe('baton import', () => {
  it('takes a file, its mapping and a flag, in any order', () => {
    const asked = { verb: 'import', file: 'leads.csv', map: 'map.yaml', dryRun: true };
    expect(readArguments(['import', 'leads.csv', '--map', 'map.yaml', '--dry-run'])).toEqual(asked);
    expect(readArguments(['import', '--dry-run', '--map=map.yaml', 'leads.csv'])).toEqual(asked);
    expect(readArguments(['import', 'leads.csv', '--map', 'map.yaml'])).toMatchObject({ dryRun: false });
  });

  it.each([
    [['stuck', 'all'], '`all` is one too many.'],
    [['stuck', '--retri'], "Unknown option '--retri'"],
    [[], 'What is to be done?'],
    [['rebuild', 'all'], '`all` is one too many.'],
    [['reproject', '--dry'], "Unknown option '--dry'"],
    [['export'], '`export` is not known here.'],
    [['import'], 'Which file?'],
    [['import', 'leads.csv'], 'Name the mapping with --map.'],
    [['import', 'a.csv', 'b.csv', '--map', 'm'], '`b.csv` is one too many.'],
    [['import', 'a.csv', '--mapp', 'm'], "Unknown option '--mapp'"],
  ])('says of %j what is wrong, and how it is used', (args, message) => {
    expect(() => readArguments(args)).toThrow(WrongUse);
    expect(() => readArguments(args)).toThrow(message);
    expect(() => readArguments(args)).toThrow('npm run baton -- import <file.csv> --map <map.yaml>');
  });
});

describe('baton stuck', () => {
  it('tells, and retries only when asked to', () => {
    const told = { verb: 'stuck', reason: undefined, olderThan: undefined, retry: false, dryRun: false };
    expect(readArguments(['stuck'])).toEqual(told);
    expect(readArguments(['stuck', '--reason', 'mail.refused', '--older-than=2h', '--retry', '--dry-run'])).toEqual({
      verb: 'stuck',
      reason: 'mail.refused',
      olderThan: '2h',
      retry: true,
      dryRun: true,
    });
  });
});

describe('baton scorecard', () => {
  it('asks as it was told, and for nothing else', () => {
    expect(readArguments(['scorecard'])).toEqual({ verb: 'scorecard', query: {} });
    expect(readArguments(['scorecard', '--per', 'month', '--zone=Europe/Madrid'])).toEqual({
      verb: 'scorecard',
      query: { per: 'month', zone: 'Europe/Madrid' },
    });
    expect(() => readArguments(['scorecard', 'now'])).toThrow('`now` is one too many.');
  });
});

import { readArguments, WrongUse } from './read-arguments.js';

describe('baton import', () => {
  it('takes a file, its mapping and a flag, in any order', () => {
    const asked = { file: 'leads.csv', map: 'map.yaml', dryRun: true };
    expect(readArguments(['import', 'leads.csv', '--map', 'map.yaml', '--dry-run'])).toEqual(asked);
    expect(readArguments(['--dry-run', '--map=map.yaml', 'import', 'leads.csv'])).toEqual(asked);
    expect(readArguments(['import', 'leads.csv', '--map', 'map.yaml'])).toMatchObject({ dryRun: false });
  });

  it.each([
    [[], 'What is to be done?'],
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

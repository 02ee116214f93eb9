import { WrongUse } from '../usage.js';
import { agreementAsked } from './agreement-asked.js';

describe('baton agreement', () => {
  it.each([
    [['list'], { act: 'list' }],
    [['check', 'a.yaml'], { act: 'check', file: 'a.yaml' }],
    [['draft', 'a.yaml'], { act: 'draft', file: 'a.yaml', base: undefined, version: undefined }],
    [['draft', 'a.yaml', '--version', '5', '--base=4'], { act: 'draft', file: 'a.yaml', base: 4, version: 5 }],
    [['diff', '4', '5'], { act: 'diff', from: 4, to: 5 }],
    [['propose', '5', '--at', '2026-12-01T00:00:00Z'], { act: 'propose', version: 5, at: '2026-12-01T00:00:00Z' }],
    [['sign', '5'], { act: 'sign', version: 5, side: undefined }],
    [['sign', '5', '--side', 'sales'], { act: 'sign', version: 5, side: 'sales' }],
    [['withdraw', '5'], { act: 'withdraw', version: 5 }],
  ])('%j', (args, asked) => expect(agreementAsked(args)).toEqual({ verb: 'agreement', ...asked }));

  it.each([
    [[], 'What is to be done with the agreement?'],
    [['accept'], '`agreement accept` is not known here.'],
    [['list', 'all'], '`all` is one too many.'],
    [['diff', '4'], 'There is a word too few.'],
    [['sign', 'five'], '`five` is no version'],
    [['sign', '0'], '`0` is no version'],
    [['propose', '5', '--when', 'now'], "Unknown option '--when'"],
  ])('says of %j what is wrong', (args, message) => {
    expect(() => agreementAsked(args)).toThrow(WrongUse);
    expect(() => agreementAsked(args)).toThrow(message);
  });
});

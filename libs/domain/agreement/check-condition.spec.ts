import { expectRefusal, type Changes, type Refusal } from '../../../test/support/agreement-refusals.js';
import type { Condition } from './conditions.js';

const when = (condition: Condition): Changes => ({ disqualify: [{ when: condition, reason: 'x' }] });

describe('a condition is refused, with place and cure, for', () => {
  it.each<Refusal>([
    ['a signal nobody defines', when({ signal: 'demo-askd' }), 'disqualify.x.when.signal', 'did you mean `demo-asked`?'],
    ['a signal that JavaScript brings along', when({ signal: 'constructor' }), 'disqualify.x.when.signal', 'defines no signal'],
    ['a band nobody defines', when({ band: 'hott' }), 'disqualify.x.when.band', 'did you mean `hot`?'],
    ['a field nobody declared', when({ field: 'contry', is: 'present' }), 'disqualify.x.when.field', 'did you mean `country`?'],
    ['a field that JavaScript brings along', when({ field: 'toString', is: 'present' }), 'disqualify.x.when.field', 'declared'],
    ['a value outside oneOf', when({ field: 'plan', in: ['free', 'pad'] }), 'disqualify.x.when', 'did you mean `paid`?'],
    [
      'a field that is written once the outcome is known',
      { fields: { tags: { never: 'sales wrote it afterwards' } }, ...when({ field: 'tags', is: 'Closed' }) },
      'disqualify.x.when.field',
      'remove `fields.tags.never`',
    ],
    ['a text compared as a number', when({ field: 'plan', gte: 3 }), 'disqualify.x.when', 'number: true'],
    ['a number that is a text', when({ field: 'company.employees', is: 'many' }), 'disqualify.x.when', 'write a number'],
    [
      'a list the document does not name',
      when({ field: 'email.domain', inList: 'rivals' }),
      'disqualify.x.when.inList',
      'defines no list',
    ],
    ['a field without a test', when({ field: 'country' }), 'disqualify.x.when', 'nothing is tested'],
    ['blank beside another test', when({ field: 'plan', is: 'blank', in: ['free'] }), 'disqualify.x.when', 'stand alone'],
    ['an empty `in`', when({ field: 'country', in: [] }), 'disqualify.x.when.in', 'at least one'],
    ['a range that holds nothing', when({ field: 'company.employees', gt: 5, lte: 5 }), 'disqualify.x.when', 'range'],
    ['an empty `all`', when({ not: { all: [] } }), 'disqualify.x.when.not.all', 'at least one condition'],
    [
      'a misfit deep in a condition',
      when({ any: [{ band: 'hot' }, { not: { band: 'x' } }] }),
      'disqualify.x.when.any.1.not.band',
      'no band',
    ],
  ])('%s', expectRefusal);
});

import * as examples from './lead.examples.js';
import * as schemas from './lead.schemas.js';

describe('the examples of /docs', () => {
  it.each([
    ['lead', schemas.leadView],
    ['events', schemas.eventPage],
    ['facts', schemas.factPage],
    ['score', schemas.scoreView],
    ['dossier', schemas.dossierView],
  ] as const)('%s is what its schema says', (name, schema) => {
    expect(schema.safeParse(examples[name]).error?.issues ?? []).toEqual([]);
  });
});

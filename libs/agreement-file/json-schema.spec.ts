import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemas } from './json-schema.js';

// `npm run schema` refreshes the files.
const refresh = process.env['REFRESH_SCHEMA'] === '1';

describe.each(Object.entries(jsonSchemas()))('%s', (name, text) => {
  const file = join('libs', 'agreement-file', name);
  if (refresh) writeFileSync(file, text);

  it('is as the schema is: run `npm run schema` if it is not', () => {
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('is of draft 2020-12 and knows no other keys', () => {
    expect(JSON.parse(text)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      additionalProperties: false,
    });
  });
});

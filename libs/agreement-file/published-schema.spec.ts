import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { jsonSchemas } from './json-schema.js';
import { parseAgreement } from './parse-agreement.js';

type Schema = Record<string, unknown>;
const schemas = Object.fromEntries(
  Object.entries(jsonSchemas()).map(([file, text]): [string, Schema] => [file, JSON.parse(text) as Schema]),
);
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, formats: { email: true } });
const validators = new Map(
  Object.entries(schemas).map(([file, schema]): [string, ValidateFunction] => [
    file,
    ajv.addSchema(schema, file).compile(schema),
  ]),
);
const validatorOf = (file: string): ValidateFunction => validators.get(`${file}.schema.json`) ?? fail(file);
const fail = (file: string): never => {
  throw new Error(`There is no schema of ${file}`);
};
function errorsOf(file: string, document: unknown): string[] {
  const validate = validatorOf(file);
  validate(document);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
const yamlOf = (path: string): unknown => parse(readFileSync(path, 'utf8'));

describe('the published schemas, by another’s reading of them', () => {
  it.each(readdirSync('examples'))('pass the example %s', (example) => {
    for (const file of ['agreement', 'team']) expect(errorsOf(file, yamlOf(`examples/${example}/${file}.yaml`))).toEqual([]);
  });

  it('pass an agreement that uses every clause, as the parser does', () => {
    const path = 'test/support/whole-agreement.yaml';
    expect(errorsOf('agreement', yamlOf(path))).toEqual([]);
    expect(parseAgreement(readFileSync(path, 'utf8'))).toMatchObject({ ok: true });
  });

  it.each([
    ['a clause nobody knows', { clauses: [] }],
    ['a duration without a unit', { review: { every: '90' } }],
    ['a share that is none', { promises: [{ by: 'sales', measure: 'kept', atLeast: '90', per: 'month' }] }],
    [
      'a strategy nobody knows',
      { handOffs: { lanes: [{ id: 'a', when: { band: 'hot' }, to: [{ pool: 'sdr', strategy: 'random' }] }] } },
    ],
    ['a condition of two questions', { disqualify: [{ when: { band: 'hot', signal: 'demo' }, reason: 'x' }] }],
    ['an id with spaces', { agreement: 'Small One' }],
  ])('refuse %s', (_, parts) => {
    const whole = yamlOf('examples/saas-inbound/agreement.yaml') as object;
    expect(errorsOf('agreement', { ...whole, ...parts })).not.toEqual([]);
  });
});

describe.each(Object.keys(schemas))('%s, for an editor that completes and checks as one types', (file) => {
  const schema = schemas[file] ?? {};

  it('says of each property what it is', () => {
    // Its own description: what a shared word is says nothing of what it means here.
    const silent = propertiesOf(schema, '').filter(({ property }) => typeof property['description'] !== 'string');
    expect(silent.map(({ place }) => place)).toEqual([]);
  });

  it('knows the keys of each block: no other is accepted, or every value is checked', () => {
    const open = blocksOf(schema, '').filter(({ block }) => block['additionalProperties'] === undefined);
    expect(open.map(({ place }) => place)).toEqual([]);
  });

  it('holds every text by a pattern, a length, a format or a choice', () => {
    const free = nodesOf(schema, '').filter(
      ({ node }) => node['type'] === 'string' && !['pattern', 'maxLength', 'format', 'enum', 'const'].some((key) => key in node),
    );
    expect(free.map(({ place }) => place)).toEqual([]);
  });

  it('titles its shared words, and its examples pass', () => {
    for (const [name, part] of Object.entries((schema['$defs'] ?? {}) as Record<string, Schema>)) {
      expect([name, typeof part['title'], typeof part['description']]).toEqual([name, 'string', 'string']);
      const validate = ajv.compile({ $ref: `${file}#/$defs/${name}` });
      for (const example of (part['examples'] ?? []) as unknown[]) expect([name, validate(example)]).toEqual([name, true]);
    }
  });
});

interface Found {
  place: string;
  node: Schema;
}

/** Every schema within a schema. */
function nodesOf(node: unknown, place: string): Found[] {
  if (typeof node !== 'object' || node === null) return [];
  const own = Array.isArray(node) ? [] : [{ place, node: node as Schema }];
  const inner = Object.entries(node).filter(([key]) => !['examples', 'enum', 'default', 'const'].includes(key));
  return [...own, ...inner.flatMap(([key, part]) => nodesOf(part, `${place}/${key}`))];
}

const blocksOf = (schema: Schema, place: string): { place: string; block: Schema }[] =>
  nodesOf(schema, place).flatMap(({ place: at, node }) => (node['type'] === 'object' ? [{ place: at, block: node }] : []));

const propertiesOf = (schema: Schema, place: string): { place: string; property: Schema }[] =>
  blocksOf(schema, place).flatMap(({ place: at, block }) =>
    Object.entries((block['properties'] ?? {}) as Record<string, Schema>).map(([key, property]) => ({
      place: `${at}/${key}`,
      property,
    })),
  );

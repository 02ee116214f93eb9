import { compileMapping } from './compile-mapping.js';
import type { MappingDocument } from './mapping-document.js';
import { openRows, type FileRow } from './open-rows.js';

const mapping: MappingDocument = {
  mapping: 'trial',
  blank: ['Select'],
  identity: { externalId: { column: 'Id', prefix: 'crm:' }, email: 'Mail' },
  profile: {
    channel: { column: 'Source', normalise: ['lower', 'trim'] },
    'company.employees': { column: 'Staff', normalise: ['number'] },
    owner: { column: 'Owner', normalise: ['yesNo'] },
  },
  consent: { email: { column: 'Opt out', given: ['No'], withdrawn: ['Yes'] } },
  facts: [
    { fact: 'demo', occurredAt: { column: 'Demo', zone: 'Europe/Madrid', format: 'dd/MM/yyyy HH:mm' }, data: { by: 'Source' } },
  ],
};
const header = 'Id,Mail,Source,Staff,Owner,Opt out,Demo';

async function rowsOf(...lines: string[]): Promise<FileRow[]> {
  const compiled = compileMapping(mapping);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  async function* chunks(): AsyncGenerator<Buffer> {
    yield Buffer.from([header, ...lines].join('\n'));
  }
  const opened = await openRows(chunks(), compiled.value);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  const rows: FileRow[] = [];
  for await (const row of opened.value) rows.push(row);
  return rows;
}

async function rowOf(line: string): Promise<unknown> {
  const [first] = await rowsOf(line);
  return first && 'row' in first ? first.row : first?.problem;
}

describe('a row', () => {
  it('is a person: identity, fields, consent and facts', async () =>
    expect(await rowOf('7,ana@x.example, Google ,12.0,Y,no,25/10/2026 09:30')).toEqual({
      identity: { externalId: 'crm:7', email: 'ana@x.example' },
      profile: { channel: 'google', company: { employees: 12 }, owner: true },
      consent: { email: true },
      // The clocks went back in Madrid that night.
      facts: [{ kind: 'demo', occurredAt: Date.UTC(2026, 9, 25, 8, 30), data: { by: ' Google ' } }],
    }));

  it('leaves out what is blank, and a fact without a date did not happen', async () =>
    expect(await rowOf('7,,select,,,,')).toEqual({
      identity: { externalId: 'crm:7' },
      profile: {},
      consent: {},
      facts: [],
    }));

  it('keeps a formula as the text it is', async () =>
    expect(await rowOf('7,,"=cmd|\'/c calc\'!A1",,,,')).toMatchObject({ profile: { channel: "=cmd|'/c calc'!a1" } }));

  it.each([
    ['nobody', ',,google,,,,', 'identity', 'the line names nobody: `Id`, `Mail` blank'],
    ['no number', '7,,,a dozen,,,', 'profile.company.employees', '`Staff` is no number'],
    ['neither yes nor no', '7,,,,maybe,,', 'profile.owner', '`Owner` is neither yes nor no'],
    ['no answer we know', '7,,,,,perhaps,', 'consent.email', '`Opt out` is none of no, yes'],
    ['no such day', '7,,,,,,31/02/2026 10:00', 'facts.0.occurredAt', '`Demo` is not a local time as dd/MM/yyyy HH:mm'],
    ['a cell too long', `7,,${'x'.repeat(10_001)},,,,`, 'profile.channel', '`Source` is longer than 10000 characters'],
  ])('is refused for %s, and its cells are not quoted', async (_, line, path, message) =>
    expect(await rowOf(line)).toEqual({ path, message, cure: expect.any(String) }),
  );

  it('knows its line', async () =>
    expect((await rowsOf('1,,"two\nlines",,,,', ',,,,,,', '3,,,,,,')).map(({ line }) => line)).toEqual([2, 4, 5]));
});

it.each([
  ['', 'the file is empty'],
  ['\u0000'.repeat(300_000), 'header: the line is longer than 256 KB'],
  ['a,'.repeat(3_000), 'header: the line has more than 2000 cells'],
])('a file without a header that can be read is refused whole', async (text, message) => {
  const compiled = compileMapping(mapping);
  async function* chunks(): AsyncGenerator<Buffer> {
    yield Buffer.from(text);
  }
  expect(compiled.ok && (await openRows(chunks(), compiled.value))).toMatchObject({ ok: false, problems: [{ message }] });
});

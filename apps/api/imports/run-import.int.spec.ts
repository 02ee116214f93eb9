import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { parseMapping } from '../../../libs/agreement-file/parse-mapping.js';
import { compileMapping } from '../../../libs/import-file/compile-mapping.js';
import { openRows, type FileRow } from '../../../libs/import-file/open-rows.js';
import { createDataSource } from '../../../libs/persistence/data-source.js';
import type { IncomingFact } from '../../../libs/persistence/facts/incoming-fact.js';
import type { ImportEnd } from '../../../libs/persistence/imports/end-import.js';
import { startImport } from '../../../libs/persistence/imports/start-import.js';
import { storeBatch } from '../../../libs/persistence/imports/store-batch.js';
import { leadFile, leadMap } from '../../../test/support/lead-file.js';
import { testDatabase } from '../../../test/support/stack.js';
import { runImport } from './run-import.js';

let source: DataSource;
beforeAll(async () => {
  source = await createDataSource((await testDatabase('run-import')).url).initialize();
});
afterAll(() => source.destroy());
beforeEach(() => source.query('truncate import_refusal, import, fact, lead_identity, due_lead, lead cascade'));

interface Story {
  /** What comes between the file and the import: a process that dies, or must stop. */
  meanwhile?: (rows: AsyncIterable<FileRow>) => AsyncIterable<FileRow>;
  signal?: AbortSignal;
}

async function run(file: Buffer, { meanwhile = (rows) => rows, signal }: Story = {}): Promise<ImportEnd & { importId: string }> {
  const document = parseMapping(leadMap);
  const mapping = document.ok ? compileMapping(document.value) : document;
  if (!mapping.ok) throw new Error(JSON.stringify(mapping.problems));
  const rows = await openRows(Readable.from([file]), mapping.value);
  if (!rows.ok) throw new Error(JSON.stringify(rows.problems));
  const importId = randomUUID();
  await startImport(source, { importId, mapping: 'trial', dryRun: false, bytes: file.length, by: 'mara' });
  const around = { source, now: () => Date.now(), signal: signal ?? new AbortController().signal };
  const end = await runImport(
    { importId, dryRun: false, by: 'mara', mapping: mapping.value, rows: meanwhile(rows.value) },
    around,
  );
  return { ...end, importId };
}

const captured = (externalId: string): IncomingFact => ({
  ...{ id: `one-${externalId}`, kind: 'captured', occurredAt: Date.UTC(2026, 10, 23), lead: { externalId }, data: {} },
});

/** Leads, their facts, and whether every lead's facts are numbered without a gap. */
async function inPostgres(): Promise<unknown> {
  const [row] = await source.query<unknown[]>(
    `select count(*)::integer as leads, (select sum(last)::integer from (select max(seq) as last from fact group by lead_id) as numbers) as numbered,
       (select count(*)::integer from fact) as facts, (select count(*)::integer from lead_identity where kind = 'externalId') as named
     from lead`,
  );
  return row;
}
const whole = { leads: 1_000, numbered: 3_000, facts: 3_000, named: 1_000 };

describe('an import', () => {
  it.each([1, 249, 250, 251, 600, 999])('that dies after %i rows is made good by the same file, nothing twice', async (rows) => {
    const dies = async function* (all: AsyncIterable<FileRow>): AsyncGenerator<FileRow> {
      let n = 0;
      for await (const row of all) {
        if (n++ === rows) throw new Error('kill -9');
        yield row;
      }
    };
    await expect(run(leadFile(1_000), { meanwhile: dies })).rejects.toThrow('kill -9');
    const [told] = await source.query<{ created: number }[]>('select created from import');
    expect(told!.created).toBe(((await inPostgres()) as { leads: number }).leads);
    expect(await run(leadFile(1_000))).toMatchObject({ status: 'done' });
    expect(await inPostgres()).toEqual(whole);
  });

  it('tells its lines once, though it never heard that a batch was stored', async () => {
    const { importId } = await run(leadFile(2));
    const lines = [
      { line: 4, facts: [captured('late-1')] },
      { line: 5, facts: [captured('late-2')] },
    ];
    const batch = { rows: lines, refused: [], bytesRead: 99, after: 2 };
    await storeBatch(source, { importId, dryRun: false, by: 'mara' }, batch, Date.now());
    await storeBatch(source, { importId, dryRun: false, by: 'mara' }, batch, Date.now());
    expect(await source.query('select rows, created, known, facts from import where import_id = $1', [importId])).toEqual([
      { rows: 4, created: 4, known: 0, facts: 8 },
    ]);
  });

  it('that must stop says so after its batch', async () => {
    const stop = new AbortController();
    const stops = async function* (all: AsyncIterable<FileRow>): AsyncGenerator<FileRow> {
      let n = 0;
      for await (const row of all) {
        if (n++ === 300) stop.abort();
        yield row;
      }
    };
    expect(await run(leadFile(1_000), { meanwhile: stops, signal: stop.signal })).toMatchObject({
      status: 'interrupted',
      problem: { cure: expect.stringContaining('send the same file again') },
    });
    expect(await inPostgres()).toMatchObject({ leads: 500 });
  });

  it('runs twice at once, and a third time backwards, and all is there once', async () => {
    const [header, ...lines] = leadFile(1_000).toString().trimEnd().split('\n');
    const backwards = Buffer.from([header, ...lines.reverse()].join('\n'));
    const ends = await Promise.all([run(leadFile(1_000)), run(leadFile(1_000)), run(backwards)]);
    expect(ends.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    expect(await inPostgres()).toEqual(whole);
    const [sum] = await source.query<unknown[]>(
      'select sum(created)::integer as created, sum(known)::integer as known, sum(facts)::integer as facts from import',
    );
    expect(sum).toEqual({ created: 1_000, known: 2_000, facts: 3_000 });
  });
});

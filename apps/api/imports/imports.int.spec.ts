import { randomUUID } from 'node:crypto';
import { parse } from 'yaml';
import { apiUnderTest, expectProblem, type ApiUnderTest, type Reply } from '../../../test/support/api-under-test.js';
import { eventually } from '../../../test/support/eventually.js';
import { importForm, leadFile, leadHeader, leadLine, leadMap } from '../../../test/support/lead-file.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await apiUnderTest('imports');
});
afterAll(() => api.close());
beforeEach(() => api.source.query('truncate import_refusal, import, fact, lead_identity, due_lead, lead cascade'));

const send = (map: string | null, file: string | Buffer | null, query = ''): Promise<Reply> => {
  const { body, headers } = importForm(map, file);
  return api.post(`/v1/imports${query}`, body, headers);
};

/** Sends a file and waits for the end of its import. */
async function imported(file: string | Buffer, query = ''): Promise<Record<string, unknown> & { refusals: { line: number }[] }> {
  return atItsEnd(await send(leadMap, file, query));
}

async function atItsEnd(taken: Reply): ReturnType<typeof imported> {
  expect(taken.status).toBe(202);
  return eventually(async () => {
    const { body } = await api.get(`/v1/imports/${String(taken.body['importId'])}`);
    expect(body['status']).not.toBe('running');
    return body as Awaited<ReturnType<typeof imported>>;
  });
}

async function counted(table: string): Promise<number> {
  const [row] = await api.source.query<{ n: number }[]>(`select count(*)::integer as n from ${table}`);
  return row!.n;
}

describe('a file of leads', () => {
  it('is in: leads, profile, consent and facts, due in bulk', async () => {
    expect(await imported(leadFile(600))).toMatchObject({
      status: 'done',
      by: 'admin',
      mapping: 'trial',
      rows: 600,
      created: 600,
      known: 0,
      refused: 0,
      facts: 1_800,
      problem: null,
      refusals: [],
      next: null,
      endedAt: expect.stringMatching(/Z$/),
    });
    expect(await counted('lead')).toBe(600);
    expect(await counted('due_lead where bulk')).toBe(600);
    const rows = await api.source.query(
      `select profile, consent from lead join lead_identity using (lead_id) where value = 'lead-7'`,
    );
    expect(rows).toEqual([
      {
        profile: { email: 'lead-7@file.example', country: 'ES', seconds: 7 },
        consent: { email: { given: true, at: expect.any(Number) } },
      },
    ]);
  });

  it('tells nothing when it comes again, and only what is new when it has changed', async () => {
    await imported(leadFile(30));
    expect(await imported(leadFile(30))).toMatchObject({ rows: 30, created: 0, known: 30, facts: 0 });
    const changed = leadFile(31).toString().replace('lead-3@file.example,ES,3.0', 'lead-3@file.example,MX,3.0');
    expect(await imported(changed)).toMatchObject({ created: 1, known: 30, facts: 4 });
    expect(await counted('fact')).toBe(94);
  });

  it('keeps what leads said since: consent that was withdrawn is not given again by an old answer', async () => {
    await imported(leadFile(1));
    const withdrawn = { id: randomUUID(), kind: 'consent', occurredAt: new Date().toISOString(), lead: { externalId: 'lead-0' } };
    await api.post('/v1/facts', { facts: [{ ...withdrawn, data: { channel: 'email', given: false } }] });
    await imported(leadFile(1).toString().replace(',ES,', ',GB,'));
    expect(await api.source.query(`select profile->>'country' as country, consent->'email'->'given' as given from lead`)).toEqual(
      [{ country: 'GB', given: false }],
    );
  });

  it('has one lead for a person on two lines', async () => {
    const file = `${leadFile(2).toString()}${leadLine(0)}\nlead-1,other@file.example,GB,5,no,,\n`;
    expect(await imported(file)).toMatchObject({ rows: 4, created: 2, known: 2 });
    expect(await counted('lead')).toBe(2);
  });

  it('is only counted in a dry run', async () => {
    await imported(leadFile(3));
    expect(await imported(leadFile(5, [{ before: 2, line: 'x' }]), '?dryRun=true')).toMatchObject({
      dryRun: true,
      rows: 6,
      created: 2,
      known: 3,
      refused: 1,
      facts: 6,
      refusals: [{ line: 4 }],
    });
    expect(await counted('lead')).toBe(3);
    expect(await counted('fact')).toBe(9);
  });
});

it('takes a mapping in a field that says it is JSON', async () => {
  const mapping = JSON.stringify(parse(leadMap));
  const { body, headers } = importForm(null, leadFile(2), { field: mapping });
  expect(await atItsEnd(await api.post('/v1/imports', body, headers))).toMatchObject({ status: 'done', created: 2 });
});

describe('a file with faults', () => {
  const planted: [string | Buffer, RegExp][] = [
    ['"open,x@file.example,ES,1,yes,Called,', /opened and never closed/],
    ['sh"ut,x@file.example,ES,1,yes,Called,', /quote stands where none may/],
    ['"shut"x,x@file.example,ES,1,yes,Called,', /quote stands where none may/],
    [Buffer.from('latin,x@file.example,Espa\xf1a,1,yes,Called,', 'latin1'), /not in UTF-8/],
    [','.repeat(1_000_000), /longer than 256 KB/],
    [','.repeat(100_000), /more than 2000 cells/],
    ['few,cells', /has 2 cells, and the header 7/],
    [`long,x@file.example,${'x'.repeat(20_000)},1,yes,Called,`, /longer than 10000 characters/],
    [',,ES,1,yes,Called,', /names nobody/],
    ['number,x@file.example,ES,many,yes,Called,', /is no number/],
    ['answer,x@file.example,ES,1,perhaps,Called,', /is none of yes, no/],
    ['mail,no address,ES,1,yes,Called,', /no e-mail address/],
    [`${'i'.repeat(201)},,ES,1,yes,Called,`, /1 to 200 characters/],
    ['nul,x@file.example,E\0S,1,yes,Called,', /no text/],
  ];

  it('reports each of fifty lines, with its cure, and takes the rest', async () => {
    const faults = Array.from({ length: 50 }, (_, n) => ({ before: n * 11, fault: planted[n % planted.length]! }));
    const file = leadFile(
      550,
      faults.map(({ before, fault: [line] }) => ({ before, line })),
    );
    const report = await imported(file);
    expect(report).toMatchObject({ status: 'done', rows: 600, created: 550, refused: 50 });
    // The header is line 1; each fault stands before its lead, after the faults before it.
    expect(report.refusals).toEqual(
      faults.map(({ before, fault: [, message] }, n) => ({
        line: 2 + before + n,
        path: expect.any(String),
        message: expect.stringMatching(message),
        cure: expect.stringMatching(/\w/),
      })),
    );
    expect(await counted('lead')).toBe(550);
  });

  it('tells them in pages', async () => {
    const faults = Array.from({ length: 25 }, (_, n) => ({ before: n, line: 'x' }));
    const { importId } = await imported(leadFile(30, faults));
    const lines: number[] = [];
    for (let after = 0, pages = 0; pages < 3; pages++) {
      const { body } = await api.get(`/v1/imports/${String(importId)}?limit=10&after=${after}`);
      lines.push(...(body['refusals'] as { line: number }[]).map(({ line }) => line));
      after = Number(body['next']);
    }
    expect(lines).toEqual(Array.from({ length: 25 }, (_, n) => 2 + 2 * n));
  });

  it('keeps formulas as text, and values outside oneOf as they came', async () => {
    const file = `${leadHeader}\nf,,"=cmd|'/c calc'!A1",1,yes,@SUM(A1),\n`;
    expect(await imported(file)).toMatchObject({ created: 1, refused: 0 });
    expect(await api.source.query(`select profile->>'country' as country from lead`)).toEqual([{ country: "=cmd|'/c calc'!A1" }]);
  });

  it('loses only the line that Postgres can not take', async () => {
    await api.source.query(`create function spoil() returns trigger language plpgsql as
      $$ begin if new.data->'profile'->>'country' = 'spoilt' then raise 'no'; end if; return new; end $$`);
    await api.source.query('create trigger spoil before insert on fact for each row execute function spoil()');
    const report = await imported(leadFile(40, [{ before: 17, line: 'bad,,spoilt,1,yes,Called,' }])).finally(() =>
      api.source.query('drop function spoil cascade'),
    );
    expect(report).toMatchObject({ status: 'done', rows: 41, created: 40, refused: 1, facts: 120 });
    expect(report.refusals).toMatchObject([{ line: 19, message: 'the line can not be stored' }]);
  });
});

describe('an import that can not be', () => {
  it('says every problem of the mapping, and stores nothing', async () => {
    const bad = leadMap.replace('country: Country', 'country: Verdict').replace('mapping: trial', 'mapping: Trial One');
    await expectProblem(send(bad, leadFile(1)), 422, 'mapping.problems', 'mapping');
    const afterwards = leadMap.replace('country: Country', 'country: Verdict');
    await expectProblem(send(afterwards, leadFile(1)), 422, 'mapping.problems', 'profile.country');
    await expectProblem(send(leadMap, 'Id,Mail\n1,2\n'), 422, 'mapping.problems', 'profile.country');
    await expectProblem(send(leadMap, ''), 422, 'mapping.problems', 'file');
    expect(await counted('import')).toBe(0);
  });

  it('says what the form lacks, and that another type is none', async () => {
    await expectProblem(send(leadMap, null), 400, 'request.malformed');
    await expectProblem(send(null, leadFile(1)), 400, 'request.malformed');
    await expectProblem(api.post('/v1/imports', { map: 'x' }), 415, 'body.unknown_type');
    await expectProblem(api.post('/v1/imports?dryrun=1', 'x', { 'content-type': 'text/csv' }), 415, 'body.unknown_type');
  });

  it('says what is wrong with a form that can not be read, and how to send one', async () => {
    const { body, headers } = importForm(leadMap, leadFile(1));
    const unreadable = [
      api.post('/v1/imports', body, { 'content-type': 'multipart/form-data' }),
      api.post('/v1/imports', body.subarray(0, -20), headers),
      api.post('/v1/imports', importForm(leadMap, leadFile(1), { named: 'constructor' }).body, headers),
    ];
    for (const reply of unreadable) await expectProblem(reply, 400, 'request.malformed');
    const twice = importForm(leadMap, leadFile(1), { named: 'map' });
    await expectProblem(api.post('/v1/imports', twice.body, headers), 400, 'request.malformed');
    expect(await counted('import')).toBe(0);
  });

  it('is not known', async () => {
    await expectProblem(api.get(`/v1/imports/${randomUUID()}`), 404, 'import.unknown');
    await expectProblem(api.get('/v1/imports/1'), 400, 'request.malformed');
  });

  it('shows as interrupted when its process has fallen silent, with the cure', async () => {
    const importId = randomUUID();
    await api.source.query(
      `insert into import (import_id, mapping, dry_run, bytes, updated_at) values ($1, 'trial', false, 9, now() - interval '2 min')`,
      [importId],
    );
    expect((await api.get(`/v1/imports/${importId}`)).body).toMatchObject({
      status: 'interrupted',
      problem: { cure: expect.stringContaining('send the same file again') },
    });
  });

  it('quotes no cell in the log', async () => {
    await imported(leadFile(2, [{ before: 1, line: 'mail,not-an-address-zqx,ES,1,yes,Called,' }]));
    expect(api.logged.join('')).not.toMatch(/zqx|file\.example/);
  });
});

import type { DataSource } from 'typeorm';
import type { AgreementDocument } from '../../domain/agreement/document.js';
import { Refusal } from '../../domain/lifecycle/refusal.js';
import { testDatabase } from '../../../test/support/stack.js';
import { storeAgreement } from '../../../test/support/store-agreement.js';
import { tradeAgreement, tradeTeam } from '../../../test/support/trade.js';
import { createDataSource } from '../data-source.js';
import { agreementVersion } from '../readers/agreement-version.js';
import { editDraft, storeCounter, storeDraft } from './draft.js';
import { currentVersions, loadTerms } from './load-terms.js';
import { proposeDraft } from './propose.js';
import { signVersion } from './sign.js';
import { storeTeam } from './store-team.js';
import { withdrawVersion } from './withdraw.js';

let source: DataSource;
beforeAll(async () => {
  source = await createDataSource((await testDatabase('signing')).url).initialize();
  await storeTeam(source, tradeTeam);
});
afterAll(() => source.destroy());

const mona = { by: 'mona', sides: ['marketing'] as const, side: undefined };
const sven = { by: 'sven', sides: ['sales'] as const, side: undefined };
let atMost = 100;
/** Another document each time. */
const another = (): AgreementDocument => ({ ...tradeAgreement, recycle: { atMost: (atMost += 1) } });
const inForce = async (): Promise<number | undefined> => (await currentVersions(source.manager))?.agreementVersion;
const stateOf = async (version: number): Promise<string> => (await agreementVersion(source.manager, version)).state;

async function proposal(document = another(), effectiveAt: number | null = null): Promise<{ version: number; hash: string }> {
  const draft = await storeDraft(source, { document, by: 'mona' });
  await proposeDraft(source, draft.version, { by: 'mona', effectiveAt });
  return draft;
}

/** The code of the refusal. */
const refusalOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'no refusal',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );

describe('a version of the agreement', () => {
  it('is in force when the last who must has signed, not before', async () => {
    const { version: old } = await storeAgreement(source, another());
    const { version, hash } = await proposal();
    await signVersion(source, version, { ...mona, hash });
    expect([await inForce(), await stateOf(version)]).toEqual([old, 'proposed']);
    await signVersion(source, version, { ...sven, hash });
    expect([await inForce(), await stateOf(version), await stateOf(old)]).toEqual([version, 'inForce', 'superseded']);
  });

  it('that changes only what marketing signs needs marketing alone', async () => {
    const base = { ...another(), signs: { nurture: 'marketing' as const } };
    await storeAgreement(source, base);
    const nurture = { ...base, nurture: { ...base.nurture, while: { sales: 'continue' as const } } };
    const { version, hash } = await proposal(nurture);
    expect(await refusalOf(signVersion(source, version, { ...sven, hash }))).toBe('signature.not_needed');
    await signVersion(source, version, { ...mona, hash });
    expect(await inForce()).toBe(version);
  });

  it('is proposed only on the last that was signed; drafted again on that, it is', async () => {
    const stale = await storeDraft(source, { document: another(), by: 'mona' });
    const proposed = await proposal();
    const { version: latest } = await storeAgreement(source, another());
    expect(await refusalOf(proposeDraft(source, stale.version, { by: 'mona', effectiveAt: null }))).toBe(
      'agreement.base_superseded',
    );
    expect(await refusalOf(signVersion(source, proposed.version, { ...mona, hash: proposed.hash }))).toBe(
      'agreement.base_superseded',
    );
    expect((await agreementVersion(source.manager, proposed.version)).baseSuperseded).toBe(true);
    await editDraft(source, stale.version, { document: another(), by: 'mona', base: latest });
    await proposeDraft(source, stale.version, { by: 'mona', effectiveAt: null });
    expect(await stateOf(stale.version)).toBe('proposed');
    expect(await refusalOf(storeDraft(source, { document: another(), by: 'mona', base: stale.version }))).toBe(
      'agreement.base_not_signed',
    );
  });

  it('that says what its base says is not proposed', async () => {
    const { version: base } = await storeAgreement(source, another());
    const { document } = await agreementVersion(source.manager, base);
    expect(await storeDraft(source, { document, by: 'mona' })).toMatchObject({ version: base, created: false });
    const { version } = await storeDraft(source, { document, by: 'mona', base });
    expect(await refusalOf(proposeDraft(source, version, { by: 'mona', effectiveAt: null }))).toBe('agreement.no_change');
  });

  it('is countered on its own base; the first to be signed supersedes the other', async () => {
    const ask = await proposal();
    const counter = await storeCounter(source, ask.version, { by: 'sven', document: another() });
    const view = await agreementVersion(source.manager, counter.version);
    expect(view).toMatchObject({ state: 'draft', counters: ask.version, base: (await inForce()) ?? 0, draftedBy: 'sven' });
    await proposeDraft(source, counter.version, { by: 'sven', effectiveAt: null });
    for (const who of [sven, mona]) await signVersion(source, counter.version, { ...who, hash: counter.hash });
    expect(await inForce()).toBe(counter.version);
    expect(await refusalOf(signVersion(source, ask.version, { ...mona, hash: ask.hash }))).toBe('agreement.base_superseded');
  });

  it('is compiled anew while it is a draft, and refused when its rows were changed behind its hash', async () => {
    const { version } = await storeDraft(source, { document: { ...tradeAgreement, recycle: { atMost: 5 } }, by: 'mona' });
    expect((await loadTerms(source.manager, version)).recycle.atMost).toBe(5);
    await editDraft(source, version, { document: { ...tradeAgreement, recycle: { atMost: 6 } }, by: 'mona' });
    expect((await loadTerms(source.manager, version)).recycle.atMost).toBe(6);
    await source.query(`update agreement set document = jsonb_set(document, '{recycle,atMost}', '7') where version = $1`, [
      version,
    ]);
    await expect(loadTerms(source.manager, version)).rejects.toThrow('is not what was signed');
  });
});

describe('a version with a date', () => {
  const inAnHour = Date.now() + 3_600_000;
  const comes = (version: number): Promise<unknown> =>
    source.query('update agreement set in_force_at = clock_timestamp() where version = $1', [version]);
  const signedByBoth = async (effectiveAt: number | null): Promise<number> => {
    const { version, hash } = await proposal(another(), effectiveAt);
    for (const who of [mona, sven]) await signVersion(source, version, { ...who, hash });
    return version;
  };

  it('waits for it, and is what the next must change: that one comes later', async () => {
    const old = await inForce();
    const first = await signedByBoth(inAnHour);
    expect([await inForce(), await stateOf(first)]).toEqual([old, 'signed']);
    const draft = await storeDraft(source, { document: another(), by: 'mona' });
    expect((await agreementVersion(source.manager, draft.version)).base).toBe(first);
    expect(await refusalOf(proposeDraft(source, draft.version, { by: 'mona', effectiveAt: inAnHour }))).toBe(
      'agreement.date_before_base',
    );
    const asBefore = (await agreementVersion(source.manager, old ?? 0)).document;
    expect((await storeDraft(source, { document: asBefore, by: 'mona' })).created).toBe(true);
    const second = await signedByBoth(null);
    expect((await agreementVersion(source.manager, second)).inForceAt).toBe(inAnHour + 1);
    expect(await inForce()).toBe(old);
    await comes(first);
    expect([await inForce(), await stateOf(first), await stateOf(second)]).toEqual([first, 'inForce', 'signed']);
    await comes(second);
    expect([await inForce(), await stateOf(first)]).toEqual([second, 'superseded']);
  });
});

describe('when two act at once', () => {
  /** Runs both as soon as a third lets go of the versions: who waits first goes first, and the other meets what it left. */
  async function raced(...acts: (() => Promise<unknown>)[]): Promise<string[]> {
    const gate = source.createQueryRunner();
    await gate.startTransaction();
    await gate.query('lock table agreement in share row exclusive mode');
    const running = acts.map((act) => refusalOf(act()));
    await waiting(acts.length);
    await gate.commitTransaction();
    await gate.release();
    return Promise.all(running);
  }

  async function waiting(many: number): Promise<void> {
    const query = `select count(*) as many from pg_locks where not granted and relation = 'agreement'::regclass`;
    for (;;) {
      const [row] = await source.query<{ many: number }[]>(query);
      if (row?.many === many) return;
    }
  }

  it('a signature meets an edit: the draft that was read is not what is proposed, and nothing is signed unread', async () => {
    const { version, hash } = await storeDraft(source, { document: another(), by: 'mona' });
    const editAndPropose = async (): Promise<void> => {
      await editDraft(source, version, { document: another(), by: 'mona' });
      await proposeDraft(source, version, { by: 'mona', effectiveAt: null });
    };
    const [edited, signed] = await raced(editAndPropose, () => signVersion(source, version, { ...sven, hash }));
    expect(edited).toBe('no refusal');
    expect(['agreement.not_proposed', 'signature.other_document']).toContain(signed);
    expect(await refusalOf(signVersion(source, version, { ...sven, hash }))).toBe('signature.other_document');
    expect((await agreementVersion(source.manager, version)).signatures).toEqual([]);
  });

  it.each([0, 1])('a last signature meets a withdrawal (%i first): one wins, the other is told', async (first) => {
    const { version, hash } = await proposal();
    await signVersion(source, version, { ...mona, hash });
    const acts = [
      () => signVersion(source, version, { ...sven, hash }),
      () => withdrawVersion(source, version, { by: 'mona', isAdmin: false }),
    ];
    const results = await raced(...(first === 0 ? acts : [...acts].reverse()));
    const [signature, withdrawal] = first === 0 ? results : [...results].reverse();
    if (signature === 'no refusal') expect([withdrawal, await stateOf(version)]).toEqual(['agreement.signed_already', 'inForce']);
    else expect([signature, withdrawal, await stateOf(version)]).toEqual(['agreement.withdrawn', 'no refusal', 'withdrawn']);
  });

  it('the last signatures of two proposals on one base: one is in force, the other superseded', async () => {
    const [one, other] = [await proposal(), await proposal()];
    for (const { version, hash } of [one, other]) await signVersion(source, version, { ...mona, hash });
    const results = await raced(
      ...[one, other].map(
        ({ version, hash }) =>
          () =>
            signVersion(source, version, { ...sven, hash }),
      ),
    );
    expect(results.sort()).toEqual(['agreement.base_superseded', 'no refusal']);
  });

  it('two members of a side: one signature', async () => {
    const { version, hash } = await proposal();
    const results = await raced(
      () => signVersion(source, version, { ...sven, hash }),
      () => signVersion(source, version, { ...sven, by: 'sara', hash }),
      () => signVersion(source, version, { ...sven, hash }),
    );
    expect(results.sort()).toEqual(['no refusal', 'signature.given_already', 'signature.given_already']);
  });
});

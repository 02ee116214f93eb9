import { readFileSync } from 'node:fs';
import { parseAgreement } from '../../agreement-file/parse-agreement.js';
import { diffAgreements, partsChanged } from './diff.js';
import type { AgreementDocument } from './document.js';

const text = readFileSync('examples/saas-inbound/agreement.yaml', 'utf8');
const parsed = (yaml: string): AgreementDocument => {
  const checked = parseAgreement(yaml);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
};
const before = parsed(text);
/** What is said of the example once these words of it are others. */
function edited(from: string, to: string): string[] {
  if (!text.includes(from)) throw new Error(`the example no longer says ${from}`);
  return diffAgreements(before, parsed(text.replace(from, to))).map(({ sentence }) => sentence);
}
const changed = (change: (draft: AgreementDocument) => void): ReturnType<typeof diffAgreements> => {
  const draft = structuredClone(before);
  change(draft);
  return diffAgreements(before, draft);
};

describe('the diff of two agreements', () => {
  it.each([
    ['engagement: { gte: 50 }', 'engagement: { gte: 70 }', 'The band hot now asks 70 points of engagement instead of 50.'],
    ['points: 12, halfLife: 7d,', 'points: 12,', 'The rule pricing no longer fades (it was 7d).'],
    ['cap: 36', 'cap: 40', 'The rule pricing now gives at most 40 points instead of 36.'],
    [
      'until: accepted, within: 30min',
      'until: accepted, within: 20min',
      'The clock accept of handOffs.default is shortened from 30min to 20min.',
    ],
    ['at: 50%', 'at: 40%', 'The escalation “remind on accept” of handOffs.default now comes at 40% instead of 50%.'],
    ['within: 180d, wait: 10min', 'within: 180d', 'The rung “rep last” of the lane demo waits without end (it was 10min).'],
    ['{ field: country, is: present }, ', '', 'The requirement “country is present” of marketing_qualified is gone.'],
    ['atLeast: 4', 'atLeast: 6', 'The cadence inbound now asks 6 attempts instead of 4.'],
    ['reason: bought, is: won', 'reason: bought, is: lost', 'The outcome bought is now lost instead of won.'],
    ['oneOf: [ES, GB, MX]', 'oneOf: [ES, GB]', 'The field country may now be ES, GB instead of ES, GB, MX.'],
    ['after: 12h', 'after: 13h', 'contact.late.after is now 13h instead of 12h.'],
    [
      'when: { any: [{ band: hot }, { buyerStage: action }] }',
      'when: { all: [{ band: hot }, { any: [{ consent: phone }, { field: country, in: [ES] }] }] }',
      'The lane inbound is now for leads with band hot and (consent to phone or country is one of ES) instead of band hot or buyer stage action.',
    ],
    [
      'where: { seconds: { gte: 90 } }',
      'where: { seconds: { gte: 60 } }',
      'The signal conversation now means a call where seconds is at least 60 or a meeting instead of a call where seconds is at least 90 or a meeting.',
    ],
  ])('of %s as %s says so in a plain sentence', (from, to, sentence) => {
    expect(edited(from, to)).toEqual([sentence]);
  });

  it('says what is new, where it stands if that matters, and what is gone', () => {
    const vip = '    - { id: vip, when: { band: hot }, to: [{ pool: sdr }] }\n    - id: inbound';
    expect(edited('    - id: inbound\n      when', `${vip}\n      when`)).toEqual([
      'The lane vip is new, before inbound: when band hot, to [{ pool sdr, strategy round-robin }].',
    ]);
    expect(edited('        - { send: welcome-1 }\n', '')).toEqual(['The step send:welcome-1 of the track welcome is gone.']);
    const clocks = changed(({ handOffs }) => {
      handOffs.lanes[0]!.clocks!['verdict'] = { from: 'accepted', until: 'outcome', within: '9d', hours: 'always', by: 'sales' };
    });
    expect(clocks).toEqual([
      {
        clause: 'handOffs.lanes.demo.clocks.verdict',
        part: 'handOffs',
        sentence: 'The clock verdict of the lane demo is new: from accepted, until outcome, within 9d, hours always, by sales.',
      },
    ]);
  });

  it('says what holds now where a document falls silent, and nothing of a default that is written down', () => {
    const sentences = (change: (draft: AgreementDocument) => void): string[] => changed(change).map(({ sentence }) => sentence);
    const back = (change: (draft: AgreementDocument) => void): ReturnType<typeof diffAgreements> => {
      const draft = structuredClone(before);
      change(draft);
      return diffAgreements(draft, before);
    };
    expect(sentences((draft) => delete draft.recycle?.counts)).toEqual([]);
    expect(back((draft) => delete draft.nurture?.while)).toEqual([]);
    expect(sentences((draft) => delete draft.outcomes?.[0]?.then)).toEqual([
      'The outcome outside-profile now leads to nurturing instead of disqualified.',
    ]);
    expect(sentences((draft) => delete draft.handOffs.default?.clocks?.['accept'])).toEqual([
      'The clock accept of handOffs.default is gone.',
    ]);
    const signs = { default: 'both', nurture: 'marketing' } as const;
    const [was, is] = [
      { ...before, signs },
      { ...before, signs: {} },
    ];
    expect(diffAgreements(was, is).map(({ sentence }) => sentence)).toEqual([
      'A change of nurture now needs the signature of both instead of marketing.',
    ]);
  });

  it('says of a lane that takes a ladder of its own that the default’s no longer holds', () => {
    const own = changed(({ handOffs }) => {
      handOffs.lanes[1]!.to = [{ queue: 'later' }];
    });
    expect(own).toMatchObject([
      { clause: 'handOffs.lanes.inbound.to', sentence: 'The lane inbound now has a ladder of its own: queue later.' },
    ]);
    const draft = structuredClone(before);
    draft.handOffs.lanes[1]!.to = [{ queue: 'later' }];
    expect(diffAgreements(draft, before)[0]?.sentence).toBe('The lane inbound climbs the default’s ladder (it was queue later).');
  });

  it('does not call a promise longer that is only written in another unit', () => {
    expect(edited('until: accepted, within: 30min', 'until: accepted, within: 0.5h')).toEqual([
      'The clock accept of handOffs.default is as long as before: 0.5h is 30min.',
    ]);
  });

  it('says what a new signal means, and which one is gone', () => {
    const draft = structuredClone(before);
    draft.signals = { ...draft.signals, stand: { fact: 'fair_visited' } };
    expect(diffAgreements(before, draft)).toMatchObject([{ sentence: 'The signal stand now means fair_visited.' }]);
    expect(diffAgreements(draft, before)).toMatchObject([{ sentence: 'The signal stand is gone (it was fair_visited).' }]);
  });

  it('knows entries by what they are called: a new order is said where it matters, and only there', () => {
    expect(
      changed(({ scoring, outcomes, handOffs }) =>
        [scoring.engagement, outcomes, handOffs.default?.escalation].forEach((list) => list?.reverse()),
      ),
    ).toEqual([]);
    expect(changed(({ handOffs }) => handOffs.lanes.reverse())).toEqual([
      {
        clause: 'handOffs.lanes',
        part: 'handOffs',
        sentence: 'The order of handOffs.lanes is now inbound, demo instead of demo, inbound.',
      },
    ]);
  });

  it('tells two rungs to one pool apart by what they match', () => {
    expect(edited('{ pool: sdr, match: { territory: country } },\n          { pool: sdr },', '{ pool: sdr },')).toEqual([
      'The rung “pool sdr” of the lane demo is gone.',
    ]);
  });

  it('finds nothing where only the writing differs', () => {
    const json = JSON.stringify(before, (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).reverse())
        : value,
    );
    expect(diffAgreements(before, parsed(json))).toEqual([]);
    expect(edited('{ sales: quiet }', '{ "sales": quiet }')).toEqual([]);
  });

  it('finds every single change, in its part, and the way back says as much', () => {
    const leaves = leavesOf(before, []);
    expect(leaves.length).toBeGreaterThan(150);
    for (const keys of leaves) {
      const draft = structuredClone(before);
      alter(draft, keys);
      expect([keys, partsChanged(before, draft)]).toEqual([keys, [keys[0]]]);
      expect(partsChanged(draft, before)).toEqual([keys[0]]);
    }
  });
});

type Key = string | number;

function leavesOf(value: unknown, keys: Key[]): Key[][] {
  if (typeof value !== 'object' || value === null) return [keys];
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, [...keys, Array.isArray(value) ? Number(key) : key]));
}

function alter(document: object, keys: Key[]): void {
  const parent = keys.slice(0, -1).reduce<unknown>((at, key) => (at as Record<Key, unknown>)[key], document) as Record<
    Key,
    unknown
  >;
  const last = keys.at(-1)!;
  parent[last] = typeof parent[last] === 'number' ? parent[last] + 1 : `${String(parent[last])}-else`;
}

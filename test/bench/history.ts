import type { Heard } from '../../libs/domain/backtest/past.js';
import { seeded, type Chance } from '../support/seeded.js';

/** `reading`: leads that read, and never come closer. `buying`: some look at prices, load guides, ask for a demo. */
export type Mix = 'reading' | 'buying';

/** A Monday, 2026-01-05T00:00Z. */
export const historyStart = 1_767_571_200_000;

/** Readers never end. */
const factsALead = { reading: Infinity, buying: 200 };
const leadsAtOnce = 200;
/** 20 new leads that buy a day, and ten days of each. */
const betweenMs = 21_600;

interface Telling {
  leadId: string;
  seq: number;
}

/** A history of so many facts, one by one in the order of receipt. As many leads are under way at its end as in its middle. */
export function historyOf(mix: Mix, facts: number): () => Heard {
  const chance = seeded(8);
  let born = 0;
  let told = 0;
  const newTelling = (): Telling => ({ leadId: `lead-${(born += 1)}`, seq: 0 });
  const under = Array.from({ length: leadsAtOnce }, newTelling);
  return () => {
    const place = chance.below(leadsAtOnce);
    let telling = under[place] ?? newTelling();
    if (telling.seq >= factsALead[mix]) under[place] = telling = newTelling();
    telling.seq += 1;
    const at = historyStart + told * betweenMs;
    told += 1;
    const content = telling.seq === 1 ? captured(chance) : telling.seq === 2 ? consented : aFact(mix, chance);
    const fact = { id: `${told}`, seq: telling.seq, occurredAt: at, receivedAt: at, ...content };
    return { leadId: telling.leadId, fact, last: telling.seq === factsALead[mix] || told === facts };
  };
}

interface Content {
  kind: string;
  data: Record<string, unknown>;
}

const captured = (chance: Chance): Content => ({
  kind: 'captured',
  data: {
    profile: { country: chance.pick(['ES', 'GB', 'US']), company: { employees: chance.below(200) }, email: 'ann@acme.example' },
  },
});
const consented: Content = { kind: 'consent', data: { channel: 'email', given: true } };

/** What a buyer does: mostly reading. Every other one asks for a demo. */
function aFact(mix: Mix, chance: Chance): Content {
  const dice = chance.below(400);
  if (mix === 'buying' && dice === 0) return { kind: 'form_submitted', data: { form: 'demo', product: 'crm' } };
  if (mix === 'buying' && dice < 7) return { kind: 'form_submitted', data: { form: 'guide-1' } };
  if (dice < 60) return { kind: 'email_opened', data: { message: 'welcome-1' } };
  const paths = ['/', '/docs', '/about', '/blog', '/customers', '/careers', '/team', mix === 'buying' ? '/pricing' : '/jobs'];
  return { kind: 'page_viewed', data: { path: chance.pick(paths) } };
}

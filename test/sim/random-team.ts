import type { RepDocument, TeamDocument } from '../../libs/domain/agreement/team-document.js';
import type { Chance } from '../support/seeded.js';
import { maybe, some } from './lots.js';

export const teamName = 'sim-team';
export const lists = ['competitors', 'named-accounts'];
export const repIds = ['ana', 'ben', 'cleo', 'dan'];
const countries = ['ES', 'GB', 'US'];

/** A team with all that the random agreements cite. Ana is always in it; who else is, and when they can answer, is left to chance. */
export function randomTeam(chance: Chance): TeamDocument {
  const members = ['ana', ...some(chance, repIds.slice(1))];
  return {
    team: teamName,
    calendars: {
      office: office(chance),
      late: { zone: 'America/New_York', week: { mon: ['22:00-06:00'], thu: ['14:00-23:00'] } },
    },
    reps: members.map((id) => rep(id, chance)),
    pools: {
      sdr: { reps: members.slice(0, 1 + chance.below(members.length)), ...maybe(chance, 40, () => ({ pace: pace(chance) })) },
      all: { reps: members },
    },
    lists: {
      competitors: ['rival.example'],
      'named-accounts': { key: 'domain', rows: [{ domain: 'acme.example', owner: chance.pick(members) }] },
    },
    messages: Object.fromEntries([0, 1, 2, 3].map((n) => [`mail-${n}`, { subject: 'Hello', text: 'Hello {{name}}' }])),
  };
}

const office = (chance: Chance) => {
  const shifts = chance.pick([['09:00-17:00'], ['09:00-13:00', '15:00-19:00'], ['00:00-24:00']]);
  return {
    zone: chance.pick(['Europe/Madrid', 'America/New_York', 'Asia/Kolkata', 'UTC']),
    week: { mon: shifts, tue: shifts, wed: shifts, thu: shifts, ...maybe(chance, 80, () => ({ fri: ['09:00-14:00'] })) },
    holidays: ['2026-01-06', '2026-12-25'],
  };
};

const pace = (chance: Chance) => ({ atMost: 1 + chance.below(2), per: chance.pick(['10min', '1d', '7d']) });

const rep = (id: string, chance: Chance): RepDocument => ({
  id,
  name: id,
  email: `${id}@sales.example`,
  ...maybe(chance, 60, () => ({ calendar: chance.pick(['office', 'office', 'late']) })),
  ...maybe(chance, 60, () => ({ capacity: 1 + chance.below(3) })),
  ...maybe(chance, 30, () => ({ dailyLimit: 1 + chance.below(2) })),
  ...maybe(chance, 30, () => ({
    absences: [
      { from: '2026-03-02', to: '2026-03-20' },
      { from: '2026-08-01', to: '2026-08-28' },
    ],
  })),
  ...maybe(chance, 50, () => ({ manager: 'boss@sales.example' })),
  traits: { territory: [chance.pick(countries), chance.pick(countries)] },
});

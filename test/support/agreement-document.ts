import type { AgreementDocument } from '../../libs/domain/agreement/document.js';
import type { TeamDocument } from '../../libs/domain/agreement/team-document.js';

/** A small agreement that compiles; a spec changes the one clause it speaks of. */
export const agreementOf = (changes: Partial<AgreementDocument> = {}): AgreementDocument => ({
  agreement: 'small',
  uses: { lists: ['competitors'] },
  fields: { plan: { oneOf: ['free', 'paid'] }, 'company.employees': { number: true } },
  signals: { 'demo-asked': { fact: 'form_submitted', where: { form: 'demo' } } },
  scoring: {
    engagement: [{ signal: 'demo-asked', points: 60, halfLife: '21d' }],
    bands: [{ band: 'hot', engagement: { gte: 50 } }, { band: 'cold' }],
  },
  nurture: { tracks: [{ id: 'welcome', when: { band: 'cold' }, steps: [{ send: 'welcome-1' }] }] },
  handOffs: {
    default: {
      to: [{ pool: 'sdr' }],
      clocks: { accept: { from: 'noticed', until: 'accepted', within: '30min', hours: 'rep', by: 'sales' } },
    },
    lanes: [{ id: 'inbound', when: { band: 'hot' } }],
  },
  followUp: { cadences: [{ id: 'calls', steps: [{ touch: 'call', after: '0min' }] }] },
  outcomes: [{ reason: 'not-now', is: 'recycled', until: '30d' }],
  ...changes,
});

/** A team that can keep it. */
export const teamOf = (changes: Partial<TeamDocument> = {}): TeamDocument => ({
  team: 'inbound-team',
  calendars: { madrid: { zone: 'Europe/Madrid', week: { mon: ['09:00-17:00'] } } },
  reps: [{ id: 'ana', name: 'Ana', email: 'ana@example.com' }],
  pools: { sdr: { reps: ['ana'] } },
  lists: { competitors: ['rival.example'] },
  messages: { 'welcome-1': { subject: 'Hello {{firstName}}', text: 'Good to meet you.' } },
  ...changes,
});

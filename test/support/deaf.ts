import type { AgreementDocument } from '../../libs/domain/agreement/document.js';
import type { TeamDocument } from '../../libs/domain/agreement/team-document.js';

/** An agreement with every way in which a lead's place may change without its band, or without a fact. */
export const deafAgreement: AgreementDocument = {
  agreement: 'deaf',
  signals: {
    'demo-asked': { fact: 'form_submitted', where: { form: 'demo' } },
    download: { fact: 'file_downloaded' },
    careers: { fact: 'page_viewed', where: { path: '/careers' } },
    pricing: { fact: 'page_viewed', where: { path: '/pricing' } },
    'real-touch': { touch: 'call', where: { seconds: { gte: 30 } } },
  },
  requirements: { marketing_qualified: [{ field: 'country', is: 'present' }, { not: { consent: 'phone' } }] },
  scoring: {
    engagement: [
      { signal: 'demo-asked', points: 60 },
      { signal: 'careers', points: -50, halfLife: '1d' },
      { signal: 'pricing', points: 40, halfLife: '1d' },
    ],
    bands: [{ band: 'hot', engagement: { gte: 50 } }, { band: 'warm', engagement: { gte: 30 } }, { band: 'cold' }],
  },
  nurture: {
    tracks: [
      {
        id: 'welcome',
        when: { band: 'cold' },
        steps: [{ waitFor: { signal: 'download' }, within: '7d', met: [{ send: 'deep-dive' }], else: [] }],
      },
    ],
  },
  handOffs: {
    default: {
      to: [{ queue: 'unrouted' }],
      clocks: { firstTouch: { from: 'qualified', until: 'real-touch', within: '50ms', hours: 'always', by: 'sales' } },
    },
    lanes: [{ id: 'inbound', when: { band: 'hot' } }],
  },
};

export const deafTeam: TeamDocument = {
  team: 'deaf',
  reps: [],
  messages: { 'deep-dive': { subject: 'More', text: 'More' } },
};

const dayMs = 86_400_000;
/** How long a penalty of `careers` keeps a lead that asked for a demo from being hot: 60 - 50 / 2^days reaches 50. */
export const untilHotMs = dayMs * Math.log2(50 / 10);
/** How long one view of the prices keeps a lead warm: 40 / 2^days falls below 30. */
export const untilColdMs = dayMs * Math.log2(40 / 30);

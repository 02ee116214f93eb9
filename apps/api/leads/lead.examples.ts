import { runningClockExample } from './clock.schema.js';

const leadId = '5b1c9d1e-6f0a-4b57-9d7e-0a4f2b1c3d4e';

const assessment = {
  at: '2026-11-23T09:31:00.000Z',
  fit: 20,
  engagement: 60,
  band: 'hot',
  buyerStage: 'action',
  reasons: [
    { kind: 'fit', rule: 'mid-size', clause: 'scoring.fit.mid-size', points: 20 },
    {
      kind: 'engagement',
      rule: 'demo-asked',
      clause: 'scoring.engagement.demo-asked',
      points: 60,
      count: 1,
      lastAt: '2026-11-23T09:31:00.000Z',
    },
  ],
};

const handOff = {
  number: 1,
  lane: 'demo',
  clause: 'handOffs.lanes.demo',
  openedAt: '2026-11-23T09:31:00.000Z',
  assignedAt: '2026-11-23T09:31:00.000Z',
  noticedAt: '2026-11-23T09:43:01.000Z',
  acceptedAt: null,
  attemptedAt: null,
  heldUntilAt: null,
  rungUntilAt: null,
  why: {
    repId: 'ana',
    by: 'ladder',
    clause: 'handOffs.lanes.demo.to.0',
    pool: 'sdr',
    strategy: 'least-loaded',
    whyNot: [
      { repId: 'ben', why: 'busier' },
      { repId: 'cleo', why: 'off-shift' },
    ],
    sentence: 'ana is the least loaded of pool sdr, by handOffs.lanes.demo.to.0. Passed over: ben (busier), cleo (off-shift).',
  },
};

/** What the routes of one lead answer, for /docs. A spec holds them against the schemas. */
export const lead = {
  leadId,
  stage: 'marketing_qualified',
  stageSinceAt: '2026-11-23T09:31:00.000Z',
  sellerStage: null,
  buyerStage: 'action',
  repId: 'ana',
  queue: null,
  assessment,
  changesAt: '2026-12-14T09:31:00.000Z',
  handOffs: 1,
  handOff,
  clocks: [
    {
      id: 'handOff:1/accept#1',
      repId: 'ana',
      startedAt: '2026-11-23T09:31:01.000Z',
      ...runningClockExample,
    },
  ],
  nextWake: { at: '2026-11-23T09:58:01.000Z', why: 'handOffs.default.escalation.0 at 50 %' },
  stuck: null,
  track: null,
  cadence: null,
  touches: 0,
  lastTouchAt: null,
  recycles: 0,
  rest: null,
  agreementVersion: 1,
  teamVersion: 1,
  turn: 1_795_426_261_000,
  facts: 3,
  heardFacts: 3,
  mergedIntoLeadId: null,
  createdAt: '2026-11-23T09:30:00.000Z',
  profile: { name: 'Eva Ruiz', country: 'ES', email: 'eva@acme.example' },
  identities: [{ kind: 'email', value: 'eva@acme.example' }],
  consent: { email: { given: true, at: '2026-11-23T09:30:00.000Z' } },
};

export const score = { leadId, agreementVersion: 1, assessment, changesAt: lead.changesAt };

export const events = {
  events: [
    {
      id: '1795426261000-2',
      kind: 'StageChanged',
      at: '2026-11-23T09:31:00.000Z',
      from: 'nurturing',
      to: 'marketing_qualified',
      why: 'qualified',
      clause: 'handOffs.lanes.demo',
      agreementVersion: 1,
      teamVersion: 1,
    },
  ],
  next: null,
};

export const facts = {
  facts: [
    {
      id: 'page-1',
      seq: 2,
      kind: 'page_viewed',
      occurredAt: '2026-11-23T09:30:00.000Z',
      receivedAt: '2026-11-23T09:30:01.000Z',
      by: 'website',
      data: { path: '/pricing' },
    },
  ],
  next: null,
};

export const dossier = {
  leadId,
  handOff: 1,
  openedAt: handOff.openedAt,
  lane: 'demo',
  whyNow: {
    clause: handOff.clause,
    band: 'hot',
    buyerStage: 'action',
    sentence: 'First hand-off by handOffs.lanes.demo of saas-inbound: the lead is hot.',
  },
  whyRep: handOff.why,
  score: assessment,
  fitReasons: [{ rule: 'mid-size', clause: 'scoring.fit.mid-size', points: 20 }],
  topics: [{ topic: 'pricing', count: 2, lastAt: '2026-11-23T09:30:00.000Z' }],
  sent: [],
  buyerStage: 'action',
  sellerStage: null,
  consent: lead.consent,
  clocks: [],
  pastHandOffs: [],
  profile: lead.profile,
};

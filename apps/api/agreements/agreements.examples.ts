const hash = '6f1c2a50b7e84d1f9a3c5e7b9d0f2a4c6e8b0d1f3a5c7e9b1d3f5a7c9e0b2d4f';

const drafted = {
  version: 5,
  name: 'saas-inbound',
  hash,
  base: 4,
  counters: null,
  draftedBy: 'mona',
  draftedAt: '2026-11-23T09:00:00.000Z',
  withdrawnBy: null,
  withdrawnAt: null,
};

export const draftExample = {
  ...drafted,
  state: 'draft',
  proposedBy: null,
  proposedAt: null,
  effectiveAt: null,
  inForceAt: null,
  signatures: [],
  mustSign: [
    { side: 'marketing', parts: ['scoring'], signed: false },
    { side: 'sales', parts: ['scoring'], signed: false },
  ],
  baseSuperseded: false,
  reviewDueAt: null,
  remindAt: null,
  backtest: null,
  document: { agreement: 'saas-inbound' },
};

export const proposalExample = {
  ...draftExample,
  state: 'proposed',
  proposedBy: 'mona',
  proposedAt: '2026-11-23T09:05:00.000Z',
  effectiveAt: '2026-12-01T00:00:00.000Z',
  signatures: [{ side: 'marketing', by: 'mona', at: '2026-11-23T09:06:00.000Z' }],
  mustSign: [
    { side: 'marketing', parts: ['scoring'], signed: true },
    { side: 'sales', parts: ['scoring'], signed: false },
  ],
};

const {
  mustSign: _,
  baseSuperseded: __,
  reviewDueAt: ___,
  remindAt: ____,
  backtest: _____,
  document: ______,
  ...inList
} = proposalExample;
export const listExample = { versions: [inList] };

const changes = [
  {
    clause: 'scoring.bands.hot.engagement.gte',
    part: 'scoring',
    sentence: 'The band hot now asks 60 points of engagement instead of 50.',
  },
];
const mustSign = [
  { side: 'marketing', parts: ['scoring'] },
  { side: 'sales', parts: ['scoring'] },
];
export const diffExample = { from: 4, to: 5, changes, mustSign };
export const checkExample = {
  ok: true,
  problems: [],
  changes,
  mustSign,
  lints: [
    {
      code: 'clock.uncovered',
      clause: 'handOffs.lanes.demo.clocks.speedToLead.hours',
      why: '5min promised at any hour, 61 hours a week uncovered: nobody of lane demo works then',
      cure: 'write hours: coverage, or give somebody of its pools a shift then',
    },
  ],
};

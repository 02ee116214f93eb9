import { compile } from '../domain/agreement/compile.js';
import { parseAgreement } from './parse-agreement.js';

/** Every clause and every word of the language in one file, as people write it. */
const text = `
agreement: saas-inbound
signs: { default: both, nurture: marketing, followUp: sales }
review: { every: 90d, remind: 14d }
uses: { team: inbound-team, lists: [competitors, named-accounts] }
fields:
  country: { oneOf: [ES, GB, MX], blank: ["", Select] }
  company.employees: { number: true }
  language: { oneOf: [es, en] }
signals:
  download: { fact: file_downloaded }
  conversation: { touch: call, where: { seconds: { gte: 90 } } }
  demo-held: { touch: meeting }
  quote-sent: { fact: quote_sent }
  demo-asked: { fact: form_submitted, where: { form: demo }, topic: { from: product } }
  pricing:    { fact: page_viewed, where: { path: { startsWith: /pricing } }, topic: pricing }
  binge:      { fact: page_viewed, times: 6, within: 1d }
  real-touch: { any: [ { touch: call, where: { seconds: { gte: 30 } } }, { touch: email, by: rep }, { touch: meeting } ] }
missing: { track: complete-me, within: 2d, by: marketing }
requirements:
  marketing_qualified: [ { field: country, is: present }, { any: [ { consent: email }, { consent: phone } ] } ]
  opportunity: [ { signal: demo-held } ]
disqualify: [ { when: { field: email.domain, inList: competitors }, reason: competitor } ]
scoring:
  fit:        [ { id: mid-size, when: { field: company.employees, gte: 50 }, points: 20 } ]
  engagement: [ { signal: pricing, points: 12, halfLife: 7d, cap: 36 }, { signal: demo-asked, points: 60, halfLife: 21d } ]
  bands:      [ { band: hot, fit: { gte: 20 }, engagement: { gte: 60 } }, { band: warm, engagement: { gte: 25 } }, { band: cold } ]
buyerStage:  { interest: [download], desire: [pricing], action: [demo-asked] }
sellerStage: { attention: [attempted], interest: [conversation], desire: [demo-held], action: [quote-sent] }
contact: { email: { atMost: 3, per: 7d, hours: { lead: "08:00-20:00" } }, late: { after: 12h, do: nextWindow } }
nurture:
  while: { sales: quiet }
  tracks:
    - { id: complete-me, when: { band: warm }, steps: [ { send: tell-us-more } ] }
    - { id: winback, when: { band: warm }, steps: [ { wait: 7d }, { send: winback-1 } ] }
    - { id: welcome, when: { band: cold }, steps: [ { send: welcome-1 }, { wait: 3d },
        { waitFor: { signal: download }, within: 7d, met: [ { send: deep-dive } ], else: [ { send: last-nudge } ] } ] }
handOffs:
  default:
    clocks:
      assign:     { from: qualified, until: assigned, within: 1min, hours: always, by: system }
      accept:     { from: noticed, until: accepted, within: 30min, hours: rep, by: sales }
      firstTouch: { from: noticed, until: real-touch, within: 2h, hours: rep, by: sales }
      idle:       { from: last-touch, until: attempted, within: 5wd, hours: rep, by: sales }
    escalation: [ { at: 50%, of: accept, do: remind }, { at: 100%, of: accept, do: notify, who: manager },
                  { at: 150%, of: accept, do: reassign }, { at: 300%, of: accept, do: queue, to: unworked } ]
  lanes:
    - { id: demo, when: { signal: demo-asked },
        to: [ { rep: { list: named-accounts, column: owner }, wait: 1min }, { rep: last, within: 180d, wait: 1min },
              { pool: sdr, match: { territory: country, speaks: language }, strategy: first-come, wait: 2min },
              { hold: nextShift, send: demo-ack }, { queue: unrouted } ],
        clocks: { speedToLead: { from: occurred, until: real-touch, within: 5min, hours: coverage, by: sales } }, followUp: demo }
    - { id: inbound, when: { any: [ { band: hot }, { buyerStage: action } ] }, to: [ { pool: sdr, strategy: least-loaded } ], followUp: inbound }
followUp:
  results:  { call: { connected: stop, no-answer: next, busy: { again: 30min }, wrong-number: { needs: phone } } }
  cadences: [ { id: demo, steps: [ { touch: meeting, after: 1wd } ] }, { id: inbound, attempts: { atLeast: 6, over: 12wd }, steps: [ { touch: call, after: 0min }, { touch: email, after: 1wd } ] } ]
  gap:      [ { when: { sellerStage: action, buyerStage: interest }, do: advise, say: the buyer still compares } ]
outcomes:
  - { reason: outside-profile, is: rejected, then: disqualified, contest: 3wd }
  - { reason: not-now, is: recycled, until: { field: nextContact }, track: winback, wakes: [demo-asked] }
recycle: { atMost: 3, counts: fresh }
reopen:  { when: { signal: demo-asked }, from: [lost, disqualified], keep: last-rep }
promises:
  - { by: marketing, measure: acceptance, atLeast: 70%, per: month }
  - { by: sales, measure: kept, clock: firstTouch, atLeast: 90%, per: month }
`;

it('an agreement that uses the whole language is read and compiled, and nothing of it is lost', () => {
  const parsed = parseAgreement(text);
  expect(parsed).toMatchObject({ ok: true });
  const compiled = parsed.ok ? compile(parsed.value) : parsed;
  expect(compiled).toMatchObject({
    ok: true,
    value: {
      signs: { default: 'both', nurture: 'marketing', followUp: 'sales' },
      review: { everyMs: 90 * 86_400_000, remindMs: 14 * 86_400_000 },
      missing: { track: 'complete-me', clock: { until: 'complete', by: 'marketing' } },
      lanes: [
        {
          id: 'demo',
          cadence: 'demo',
          ladder: [{ to: 'rep' }, { to: 'rep' }, { to: 'pool', strategy: 'first-come' }, { to: 'hold' }, { to: 'queue' }],
          clocks: [{}, {}, {}, { id: 'idle', from: 'last-touch' }, { id: 'speedToLead', from: 'occurred', hours: 'coverage' }],
        },
        { id: 'inbound', ladder: [{ strategy: 'least-loaded' }] },
      ],
      results: { call: { busy: { do: 'again' }, 'wrong-number': { do: 'needs', field: 'phone' } } },
      gaps: [{ id: 'action-interest', say: 'the buyer still compares' }],
      outcomes: [{ reason: 'outside-profile', contest: { workingDays: 3 } }, { reason: 'not-now' }],
      promises: [
        { measure: 'acceptance', atLeast: 0.7 },
        { measure: 'kept', clock: 'firstTouch' },
      ],
    },
  });
});

/** A kind of clause that has a name of its own: how people speak of it, and of each of its parts. `$1`, `$2`: what the stars of `at` stand for. */
export interface ClauseKind {
  at: string;
  name: string;
  /** By the part's path below the clause; `$` is its value. What is not here is said by its path. */
  says: Record<string, string>;
  /** What is said of a part that is no longer there; else "no longer" and the phrase of `says`. */
  gone?: Record<string, string>;
  /** It only holds what is said one by one: never new or gone itself. */
  isGroup?: true;
}

const clock = {
  within: 'is promised within $',
  from: 'starts from $',
  until: 'runs until $',
  hours: 'counts the hours `$`',
  by: 'is owed by $',
};
const rung = {
  hold: 'lasts until $',
  queue: 'is the queue $',
  wait: 'waits $ before the next rung',
  strategy: 'chooses by $',
  match: 'matches $',
  within: 'looks back $',
  send: 'sends $',
};
const rungGone = {
  wait: 'waits without end',
  strategy: 'chooses by round-robin',
  match: 'matches nothing',
  send: 'sends nothing',
};
const escalation = { at: 'comes at $', who: 'tells the $', to: 'sends the lead to the queue $' };
const lane = { when: 'is for leads with $', followUp: 'plans the cadence $' };
const ownLane = { ...lane, to: 'has a ladder of its own: $', escalation: 'escalates by rules of its own: $' };
const ownLaneGone = { to: 'climbs the default’s ladder', escalation: 'escalates as the default does' };
const step = { wait: 'lasts $', within: 'waits at most $', after: 'comes after $', touch: 'is a $' };

/** Of those that fit a place, the last speaks. */
export const clauseKinds: ClauseKind[] = [
  { at: 'signs.*', name: 'A change of $1', says: { '': 'needs the signature of $' } },
  { at: 'review', name: 'The review', says: { every: 'comes every $', remind: 'is announced $ ahead' }, isGroup: true },
  { at: 'fields.*', name: 'The field $1', says: { oneOf: 'may be $', blank: 'counts as blank: $', never: 'decides nothing: $' } },
  {
    at: 'signals.*',
    name: 'The signal $1',
    says: { '': 'means $', times: 'needs $ pieces of evidence', within: 'looks back $', topic: 'bears the topic $' },
    gone: { '': 'is gone', times: 'needs one piece of evidence', within: 'looks back for ever', topic: 'bears no topic' },
  },
  {
    at: 'missing',
    name: 'The clause of what is missing',
    says: { track: 'starts the track $', within: 'waits $', by: 'is owed by $' },
  },
  { at: 'requirements.*.*', name: 'The requirement “$2” of $1', says: {} },
  { at: 'disqualify.*', name: 'The disqualification $1', says: { when: 'is for leads with $' } },
  { at: 'scoring.fit.*', name: 'The fit rule $1', says: { points: 'gives $ points', when: 'asks for $' } },
  {
    at: 'scoring.engagement.*',
    name: 'The rule $1',
    says: { points: 'gives $ points', halfLife: 'fades by half every $', cap: 'gives at most $ points' },
    gone: { halfLife: 'no longer fades', cap: 'is no longer capped' },
  },
  {
    at: 'scoring.bands.*',
    name: 'The band $1',
    says: { 'fit.gte': 'asks $ points of fit', 'engagement.gte': 'asks $ points of engagement' },
    gone: { 'fit.gte': 'no longer asks for fit', 'engagement.gte': 'no longer asks for engagement' },
  },
  { at: 'buyerStage.*', name: 'The buyer stage $1', says: { '': 'is shown by $' } },
  { at: 'sellerStage.*', name: 'The seller stage $1', says: { '': 'is shown by $' } },
  { at: 'nurture.tracks.*', name: 'The track $1', says: { when: 'is for leads with $' } },
  { at: 'nurture.tracks.*.steps.*', name: 'The step $2 of the track $1', says: step },
  { at: 'nurture.tracks.*.steps.**.met.*', name: 'The step $2 of the track $1', says: step },
  { at: 'nurture.tracks.*.steps.**.else.*', name: 'The step $2 of the track $1', says: step },
  { at: 'handOffs.default', name: 'The default of all lanes', says: lane, isGroup: true },
  { at: 'handOffs.default.clocks.*', name: 'The clock $1 of handOffs.default', says: clock },
  { at: 'handOffs.default.to.*', name: 'The rung “$1” of handOffs.default', says: rung, gone: rungGone },
  { at: 'handOffs.default.escalation.*', name: 'The escalation “$1” of handOffs.default', says: escalation },
  { at: 'handOffs.lanes.*', name: 'The lane $1', says: ownLane, gone: ownLaneGone },
  { at: 'handOffs.lanes.*.clocks.*', name: 'The clock $2 of the lane $1', says: clock },
  { at: 'handOffs.lanes.*.to.*', name: 'The rung “$2” of the lane $1', says: rung, gone: rungGone },
  { at: 'handOffs.lanes.*.escalation.*', name: 'The escalation “$2” of the lane $1', says: escalation },
  {
    at: 'followUp.cadences.*',
    name: 'The cadence $1',
    says: { 'attempts.atLeast': 'asks $ attempts', 'attempts.over': 'lasts $' },
  },
  { at: 'followUp.cadences.*.steps.*', name: 'The step $2 of the cadence $1', says: step },
  { at: 'followUp.results.*.*', name: 'The $1 result $2', says: { '': 'leads to: $' }, gone: { '': 'is gone' } },
  { at: 'followUp.gap.*', name: 'The advice on $1', says: { say: 'says: $', do: 'is to $' } },
  {
    at: 'outcomes.*',
    name: 'The outcome $1',
    says: {
      is: 'is $',
      then: 'leads to $',
      until: 'rests until $',
      track: 'starts the track $',
      wakes: 'is woken by $',
      contest: 'may be contested for $',
    },
  },
  {
    at: 'recycle',
    name: 'Recycling',
    says: { atMost: 'is allowed $ times at most', counts: 'counts $ evidence' },
    gone: { atMost: 'is no longer limited' },
    isGroup: true,
  },
  { at: 'reopen', name: 'The way back', says: { when: 'is for leads with $', from: 'leads out of $', keep: 'keeps the $' } },
  {
    at: 'promises.*',
    name: 'The promise of $1',
    says: { atLeast: 'is at least $', atMost: 'is at most $', per: 'is measured by the $' },
  },
];

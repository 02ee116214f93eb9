/** The turn's number is not above the row's: whoever asks is a zombie, or its clock is behind. */
export class TurnStale extends Error {
  constructor(readonly rowTurn: number) {
    super(`Turn is stale: the life is at turn ${rowTurn}`);
    this.name = 'TurnStale';
  }
}

/** The workflow has taken turns that Postgres does not hold: it was restored from before them. Only `reproject` settles which of the two counts. */
export class TurnAhead extends Error {
  constructor(readonly rowTurn: number) {
    super(`Turn is ahead: the life is only at turn ${rowTurn}`);
    this.name = 'TurnAhead';
  }
}

/** Leads live in another Temporal than the one that asks: no turn is taken here until `rebuild` moves them, or the worker is pointed back. */
export class LivesElsewhere extends Error {
  constructor() {
    super('Leads live in another Temporal');
    this.name = 'LivesElsewhere';
  }
}

/** A seat that the decision counted on was claimed by another lead in between: decide again. */
export class SeatGone extends Error {
  constructor(readonly repId: string) {
    super(`The seat of rep ${repId} is gone`);
    this.name = 'SeatGone';
  }
}

/** No agreement or no team is in force: the lead waits until there is one. */
export class NoAgreement extends Error {
  constructor() {
    super('No agreement and team are in force');
    this.name = 'NoAgreement';
  }
}

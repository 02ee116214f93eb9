/** The turn's number is not above the row's: whoever asks is a zombie, or its clock is behind. */
export class TurnStale extends Error {
  constructor(readonly rowTurn: number) {
    super(`Turn is stale: the life is at turn ${rowTurn}`);
    this.name = 'TurnStale';
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

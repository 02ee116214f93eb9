/** No answer came in time: Temporal or the workers are away, or the lead's workflow is busy. The same id may be sent again. */
export class NoAnswer extends Error {
  constructor(
    /** A gRPC status or a failure type, for logs: never a message. */
    readonly reason: string,
  ) {
    super('The lead has not answered in time. Send the same id again; it is safe.');
    this.name = 'NoAnswer';
  }
}

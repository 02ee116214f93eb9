/** What a lead's workflow tells the worker that runs it. Nothing comes back and nothing is written to history. */
export type WorkerSinks = {
  failpoints: {
    /** The run is about to continue as new. */
    runCarried(): void;
  };
};

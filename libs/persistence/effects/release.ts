/** What is said to a planned act in the transaction that releases it. `why` is a code, safe to log and to show. */
export type Release = { do: 'go' } | { do: 'skip'; why: string } | { do: 'postpone' };

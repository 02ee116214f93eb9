/**
 * A point in time: whole milliseconds since 1970-01-01T00:00Z. Every field that holds one is called `at` or ends in `At`;
 * the HTTP edge writes them as ISO 8601 (docs/decisions/0002).
 */
export type Instant = number;

/** A length of time: exact milliseconds, or working days of a calendar. `3d` is 72 hours; `2wd` are two working days. */
export type Span = { ms: number } | { workingDays: number };

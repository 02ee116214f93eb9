/** What a log may say of an error: no message, no parameters, since a database quotes the row it refuses. */
export interface ErrorInBrief {
  type: string;
  code?: string;
  /** Where it was thrown: the stack's frames without its first line. */
  at: string[];
  cause?: ErrorInBrief;
}

export function describeError(error: unknown): ErrorInBrief {
  if (!(error instanceof Error)) return { type: typeof error, at: [] };
  const code = (error as { code?: unknown }).code;
  const brief: ErrorInBrief = { type: error.name, at: frames(error) };
  if (typeof code === 'string' || typeof code === 'number') brief.code = String(code);
  if (error.cause !== undefined) brief.cause = describeError(error.cause);
  return brief;
}

function frames(error: Error): string[] {
  const lines = error.stack?.split('\n') ?? [];
  return lines
    .filter((line) => /^\s+at .*(:\d+:\d+\)?|<anonymous>\)?|native\)?)$/.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
}

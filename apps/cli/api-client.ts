/** Baton's API as these verbs need it. */
export interface ApiClient {
  get(path: string): Promise<unknown>;
  /** A form that is read as it is sent. */
  postForm(path: string, form: { type: string; body: AsyncIterable<Uint8Array> }): Promise<unknown>;
}

/** Baton refused, or could not be reached; the message names the cure. */
export class NotDone extends Error {
  constructor(
    message: string,
    /** Null: nobody answered. */
    readonly status: number | null,
  ) {
    super(message);
    this.name = 'NotDone';
  }
}

export function createApiClient(url: string, token: string): ApiClient {
  const call = async (path: string, init: RequestInit): Promise<unknown> => {
    const headers = { ...(init.headers as Record<string, string> | undefined), authorization: `Bearer ${token}` };
    const reply = await fetch(new URL(path, url), { ...init, headers }).catch((error: unknown) => {
      throw new NotDone(`Baton does not answer at ${url} (${causeOf(error)}). Start it, or set BATON_URL.`, null);
    });
    const body: unknown = await reply.json().catch(() => null);
    if (!reply.ok) throw new NotDone(told(reply.status, body), reply.status);
    return body;
  };
  return {
    get: (path) => call(path, {}),
    postForm: (path, { type, body }) => call(path, { method: 'POST', headers: { 'content-type': type }, body, duplex: 'half' }),
  };
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? ((error.cause as { code?: string } | undefined)?.code ?? error.message) : error;
  return String(cause);
}

interface ProblemBody {
  detail?: string;
  problems?: { path: string; message: string; cure: string; line?: number }[];
}

/** A problem for people: what is wrong, then each place with its cure. */
function told(status: number, body: unknown): string {
  const { detail, problems = [] } = (body ?? {}) as ProblemBody;
  const places = problems.map(({ path, message, cure, line }) => {
    const where = line === undefined ? path : `${path} (line ${line})`;
    return `  ${where}: ${message}; ${cure}`;
  });
  return [detail ?? `Baton answered ${status}, and did not say why.`, ...places].join('\n');
}

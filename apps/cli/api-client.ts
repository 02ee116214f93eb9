import { postStream } from './post-stream.js';

/** Baton's API as these verbs need it. */
export interface ApiClient {
  get(path: string): Promise<unknown>;
  post(path: string, body: object): Promise<unknown>;
  patch(path: string, body: object): Promise<unknown>;
  remove(path: string): Promise<unknown>;
  /** A document, as YAML. */
  sendYaml(method: 'POST' | 'PUT', path: string, text: string): Promise<unknown>;
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
  const authorization = `Bearer ${token}`;
  const sendJson = async (method: 'POST' | 'PATCH', path: string, body: object): Promise<unknown> => {
    const headers = { authorization, 'content-type': 'application/json' };
    const reply = await fetch(new URL(path, url), { method, headers, body: JSON.stringify(body) }).catch(silence(url));
    return answerOf(reply.status, await reply.text());
  };
  return {
    async get(path) {
      const reply = await fetch(new URL(path, url), { headers: { authorization } }).catch(silence(url));
      return answerOf(reply.status, await reply.text());
    },
    post: (path, body) => sendJson('POST', path, body),
    patch: (path, body) => sendJson('PATCH', path, body),
    async remove(path) {
      const reply = await fetch(new URL(path, url), { method: 'DELETE', headers: { authorization } }).catch(silence(url));
      return answerOf(reply.status, await reply.text());
    },
    async sendYaml(method, path, body) {
      const headers = { authorization, 'content-type': 'application/yaml' };
      const reply = await fetch(new URL(path, url), { method, headers, body }).catch(silence(url));
      return answerOf(reply.status, await reply.text());
    },
    async postForm(path, { type, body }) {
      const headers = { authorization, 'content-type': type };
      const reply = await postStream(new URL(path, url), headers, body).catch(silence(url));
      return answerOf(reply.status, reply.text);
    },
  };
}

const silence =
  (url: string) =>
  (error: unknown): never => {
    throw new NotDone(`Baton does not answer at ${url} (${causeOf(error)}). Start it, or set BATON_URL.`, null);
  };

function answerOf(status: number, text: string): unknown {
  const body = parsed(text);
  if (status >= 400) throw new NotDone(told(status, body), status);
  return body;
}

/** What stands between us and Baton may answer in its own words: null. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function causeOf(error: unknown): string {
  const { code, cause, message } = error as { code?: string; cause?: { code?: string }; message?: string };
  return code ?? cause?.code ?? message ?? String(error);
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
    return `  ${where}: ${message.replace(/\.$/, '')}; ${cure}`;
  });
  return [detail ?? `Baton answered ${status}, and did not say why.`, ...places].join('\n');
}

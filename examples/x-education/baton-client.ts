/** Baton's API as this script needs it. */
export interface BatonClient {
  /** A text is sent as YAML, anything else as JSON. */
  post(path: string, body: object | string): Promise<unknown>;
  postForm(path: string, form: FormData): Promise<unknown>;
  get(path: string): Promise<unknown>;
}

/** Every call throws on a refusal, with Baton's own words for what to change. */
export function createBatonClient(url: string, token: string): BatonClient {
  const call = async (path: string, body?: string | FormData, type?: string): Promise<unknown> => {
    const headers = new Headers({ authorization: `Bearer ${token}`, ...(type === undefined ? {} : { 'content-type': type }) });
    const method = body === undefined ? 'GET' : 'POST';
    const response = await fetch(new URL(path, url), { method, body: body ?? null, headers });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  return {
    post: (path, body) =>
      typeof body === 'string' ? call(path, body, 'application/yaml') : call(path, JSON.stringify(body), 'application/json'),
    postForm: (path, form) => call(path, form),
    get: (path) => call(path),
  };
}

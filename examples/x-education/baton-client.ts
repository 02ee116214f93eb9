/** Baton's API as this script needs it. */
export interface BatonClient {
  postYaml(path: string, text: string): Promise<unknown>;
  postForm(path: string, form: FormData): Promise<unknown>;
  get(path: string): Promise<unknown>;
}

/** Every call throws on a refusal, with Baton's own words for what to change. */
export function createBatonClient(url: string, token: string): BatonClient {
  const call = async (path: string, body?: string | FormData): Promise<unknown> => {
    const headers = new Headers({ authorization: `Bearer ${token}` });
    if (typeof body === 'string') headers.set('content-type', 'application/yaml');
    const method = body === undefined ? 'GET' : 'POST';
    const response = await fetch(new URL(path, url), { method, body: body ?? null, headers });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  return { postYaml: call, postForm: call, get: (path) => call(path) };
}

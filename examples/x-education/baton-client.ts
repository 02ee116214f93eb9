/** Baton's API as this script needs it. */
export interface BatonClient {
  postYaml(path: string, text: string): Promise<unknown>;
  post(path: string, body: unknown): Promise<unknown>;
  get(path: string): Promise<unknown>;
}

/** Every call throws on a refusal, with Baton's own words for what to change. */
export function createBatonClient(url: string, token: string): BatonClient {
  const call = async (method: string, path: string, body?: string, type = 'application/json'): Promise<unknown> => {
    const headers = new Headers({ authorization: `Bearer ${token}` });
    if (body !== undefined) headers.set('content-type', type);
    const response = await fetch(new URL(path, url), { method, body: body ?? null, headers });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  };
  return {
    postYaml: (path, text) => call('POST', path, text, 'application/yaml'),
    post: (path, body) => call('POST', path, JSON.stringify(body)),
    get: (path) => call('GET', path),
  };
}

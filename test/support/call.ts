/** What came back over HTTP. `body` is parsed JSON, as loose as JSON is. */
export interface Response {
  status: number;
  headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- specs read bodies of every shape
  body: any;
}

export type Call = (method: 'GET' | 'POST', path: string, body?: object | string) => Promise<Response>;

/** HTTP calls with the token. A text body goes as YAML. */
export function callWith(url: string, token: string): Call {
  return async (method, path, body) => {
    const headers: Record<string, string> = { authorization: `Bearer ${token}` };
    if (body !== undefined) headers['content-type'] = typeof body === 'string' ? 'application/yaml' : 'application/json';
    const response = await fetch(url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
  };
}

import { Agent, request } from 'node:http';

/** Posts JSON over connections that stay open, with as little work as Node allows: what is measured is the server. */
export type Post = (path: string, body: object) => Promise<unknown>;

export function createPoster(url: string, token: string): { post: Post; close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const { hostname, port } = new URL(url);
  const post: Post = (path, body) =>
    new Promise((resolve, reject) => {
      const payload = Buffer.from(JSON.stringify(body));
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': payload.length,
      };
      const sent = request({ agent, hostname, port, path, method: 'POST', headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const text = Buffer.concat(parts).toString();
          if ((response.statusCode ?? 500) >= 300) reject(new Error(`${path} was answered ${response.statusCode}: ${text}`));
          else resolve(text === '' ? null : JSON.parse(text));
        });
      });
      sent.on('error', reject).end(payload);
    });
  return { post, close: () => agent.destroy() };
}

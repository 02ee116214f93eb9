import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';

/**
 * Posts a body as fast as it is taken, and no faster: fetch reads ahead without end, so that a file of 2 GB would take 2 GB of memory.
 * Rejects when nobody listens, or the connection breaks before the answer.
 */
export function postStream(
  url: URL,
  headers: Record<string, string>,
  body: AsyncIterable<Uint8Array>,
): Promise<{ status: number; text: string }> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = send(url, { method: 'POST', headers }, (reply) => {
      text(reply).then((said) => resolve({ status: reply.statusCode ?? 0, text: said }), reject);
    });
    pipeline(body, request).catch(reject);
  });
}

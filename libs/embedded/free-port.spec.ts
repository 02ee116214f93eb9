import { createServer } from 'node:net';
import { anyPort, freePort } from './free-port.js';

describe('a free port', () => {
  it('is the one wished for when nobody listens there', async () => {
    const port = await anyPort();
    expect(await freePort(port)).toBe(port);
  });

  it.each(['127.0.0.1', '0.0.0.0'])('is a later one when somebody listens on %s', async (host) => {
    const port = await anyPort();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, host, resolve));
    expect(await freePort(port)).toBeGreaterThan(port);
    await new Promise((resolve) => server.close(resolve));
  });

  it('is never one that is promised already', async () => {
    const port = await anyPort();
    expect(await freePort(port, [port])).toBeGreaterThan(port);
  });

  it('is refused in words when there is none', async () => {
    await expect(freePort(65_535, [65_535])).rejects.toThrow('No free port from 65535 on. Stop what listens there');
  });
});

import { eventually } from '../support/eventually.js';
import type { LeadOverHttp } from '../support/lead-over-http.js';
import { startBaton, type Baton } from '../support/start-baton.js';
import { tradeAgreement, tradeTeam } from '../support/trade.js';
import { expectWhole } from './expect-whole.js';
import { startOwnServers, type OwnServers, type Server } from './own-servers.js';
import { capture, nothingSent, sendLife, sendLives } from './send-lives.js';

const sent = nothingSent();
let servers: OwnServers;
let baton: Baton;
beforeAll(async () => {
  servers = await startOwnServers('servers-away');
  const { databaseUrl, temporal } = servers;
  baton = await startBaton({ name: 'servers-away', agreement: tradeAgreement, team: tradeTeam, databaseUrl, temporal });
}, 120_000);
afterAll(async () => {
  await baton.stop();
  await servers.stop();
});

async function fall(away: Server[]): Promise<void> {
  await Promise.all(away.map((server) => servers.kill(server)));
  await eventually(async () => expect((await baton.call('GET', '/readyz')).status).toBe(503), { timeoutMs: 30_000 });
}

async function comeBack(inOrder: Server[]): Promise<void> {
  for (const server of inOrder) await servers.start(server);
  await eventually(async () => expect((await baton.call('GET', '/readyz')).status).toBe(200), { timeoutMs: 60_000 });
}

const cases: { what: string; back: Server[] }[] = [
  { what: 'Temporal', back: ['temporal'] },
  { what: 'Postgres', back: ['postgres'] },
  { what: 'both, Postgres back first', back: ['postgres', 'temporal'] },
  { what: 'both, Temporal back first', back: ['temporal', 'postgres'] },
];

describe('servers that are killed in mid-life', () => {
  it.each(cases)(
    '$what: nothing is lost, nothing is done twice, nobody is stuck',
    async ({ back }) => {
      const first = await capture(baton, sent);
      const lives = sendLives(baton, sent, 3);
      await first.reaches('nurturing', 30_000);

      await fall(back);
      const meanwhile = sendLife(baton, sent);
      // Without Temporal a capture is still answered: it waits in Postgres.
      if (!back.includes('postgres')) await capture(baton, sent);
      await comeBack(back);

      const all: LeadOverHttp[] = [...(await lives), await meanwhile];
      for (const lead of all) expect((await lead.read()).stuck).toBeNull();
      await expectWhole(baton, sent);
    },
    300_000,
  );
});

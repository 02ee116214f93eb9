import { failpoints, type Failpoint } from '../../libs/process/failpoints.js';
import { startBaton, type App, type Baton } from '../support/start-baton.js';
import { tradeAgreement, tradeTeam } from '../support/trade.js';
import { expectWhole } from './expect-whole.js';
import { nothingSent, sendLives, type Sent } from './send-lives.js';

/** Kills the product at each of these places while leads live, starts it again, and holds the counts. To be called in a spec. */
export function describeFailpoints(names: Failpoint[]): void {
  let baton: Baton;
  const sent: Sent = nothingSent();
  beforeAll(async () => {
    baton = await startBaton({ name: 'failpoints', agreement: tradeAgreement, team: tradeTeam });
  }, 90_000);
  afterAll(() => baton.stop());

  describe('a process that dies', () => {
    it.each(names.map((name) => ({ name, holds: failpoints[name] })))(
      'at $name: $holds',
      async ({ name }) => {
        const app = appOf(name);
        await baton.replace(app, { BATON_FAILPOINTS: name });
        const died = raise(baton, app);
        const lives = sendLives(baton, sent, 3);
        expect(await died).toBe('SIGKILL');
        await lives;
        await expectWhole(baton, sent);
      },
      240_000,
    );
  });
}

/** Waits until an app has died, and starts it again as it was: what a supervisor does. Answers how it died. */
async function raise(baton: Baton, app: App): Promise<string> {
  const how = await baton.ended(app);
  await baton.start(app);
  return how;
}

function appOf(name: Failpoint): App {
  if (/^(capture|facts|command)\./.test(name)) return 'api';
  return name.startsWith('ring.') ? 'relay' : 'worker';
}

// What `npm start` runs: makes the checkout ready, then starts Baton.
import { makeReady } from './ready.mjs';

makeReady();
// Built only now: import rules can't look at what a fresh clone does not have.
await import(new URL('../../dist/apps/local/start.js', import.meta.url).href);

// What `npm start` runs: makes the checkout ready, then starts Baton.
import { makeReady } from './ready.mjs';

makeReady();
await import('../../dist/apps/local/start.js');

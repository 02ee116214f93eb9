import { describeFailpoints } from './die-at.js';

// The three that a crash is likeliest to find; each-failpoint.fault.spec.ts has all of them.
describeFailpoints(['ring.owed', 'turn.committed', 'effect.sent']);

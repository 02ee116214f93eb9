import { describeFailpoints } from './die-at.js';

// One of each process, and soon over; each-failpoint.fault.spec.ts has all of them.
describeFailpoints(['command.stored', 'ring.owed', 'turn.committed']);

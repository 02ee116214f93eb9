import { First1795000000001 } from './1795000000001-first.js';
import { Imports1795000000002 } from './1795000000002-imports.js';
import { BulkLane1795000000003 } from './1795000000003-bulk-lane.js';
import { Seats1795000000004 } from './1795000000004-seats.js';
import { Nurture1795000000005 } from './1795000000005-nurture.js';
import { Readers1795000000006 } from './1795000000006-readers.js';
import { Retries1795000000007 } from './1795000000007-retries.js';
import { Reconcile1795000000008 } from './1795000000008-reconcile.js';
import { Incidents1795000000009 } from './1795000000009-incidents.js';
import { Outages1795000000010 } from './1795000000010-outages.js';
import { FactsAlone1795000000011 } from './1795000000011-facts-alone.js';
import { Members1795000000012 } from './1795000000012-members.js';
import { AgreementLife1795000000013 } from './1795000000013-agreement-life.js';
import { Moves1795000000014 } from './1795000000014-moves.js';
import { Audit1795000000015 } from './1795000000015-audit.js';
import { Backtests1795000000016 } from './1795000000016-backtests.js';
import { Offers1795000000018 } from './1795000000018-offers.js';
import { Scorecard1795000000019 } from './1795000000019-scorecard.js';
import { Review1795000000030 } from './1795000000030-review.js';

/** Every migration, oldest first. */
export const migrations = [
  First1795000000001,
  Imports1795000000002,
  BulkLane1795000000003,
  Seats1795000000004,
  Nurture1795000000005,
  Readers1795000000006,
  Retries1795000000007,
  Reconcile1795000000008,
  Incidents1795000000009,
  Outages1795000000010,
  FactsAlone1795000000011,
  Members1795000000012,
  AgreementLife1795000000013,
  Moves1795000000014,
  Audit1795000000015,
  Backtests1795000000016,
  Offers1795000000018,
  Scorecard1795000000019,
  Review1795000000030,
] as const;

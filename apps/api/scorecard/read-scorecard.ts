import type { EntityManager } from 'typeorm';
import { hint } from '../../../libs/domain/agreement/nearest.js';
import type { Period } from '../../../libs/domain/agreement/promises.js';
import type { Instant } from '../../../libs/domain/calendar/instant.js';
import { knownZones, zoneOffsets } from '../../../libs/domain/calendar/zone-offsets.js';
import { periodsOf } from '../../../libs/domain/scorecard/periods-of.js';
import { currentVersions, loadTerms } from '../../../libs/persistence/agreements/load-terms.js';
import type { Window } from '../../../libs/persistence/readers/cohort-conversion.js';
import { versionsInForce } from '../../../libs/persistence/readers/versions-in-force.js';
import { ApiProblem } from '../problem.js';
import { countPeriods, type CountedPeriod } from './count-periods.js';
import { judgePromises } from './judge-promises.js';
import { viewScorecard } from './view-scorecard.js';

/** The scorecard of the whole periods that a window lies in. Throws a 400 for a zone that nobody knows. */
export async function readScorecard(
  manager: EntityManager,
  asked: { window: Window; per: Period; zone: string | undefined },
  now: Instant,
): Promise<Record<string, unknown>> {
  const { window, per } = asked;
  const zone = asked.zone ?? (await zoneInForce(manager));
  const offsets = zoneOffsets(zone) ?? refuseZone(zone);
  const counts = new Map<Period, Promise<CountedPeriod[]>>();
  const counted = (by: Period): Promise<CountedPeriod[]> => {
    const known = counts.get(by) ?? countPeriods(manager, periodsOf(window.from, window.to, by, { offsets }));
    counts.set(by, known);
    return known;
  };
  const versions = await versionsInForce(manager);
  const promises = await judgePromises(manager, versions, counted, now);
  return viewScorecard({ zone, per, counted: await counted(per), promises, now });
}

async function zoneInForce(manager: EntityManager): Promise<string> {
  const versions = await currentVersions(manager);
  return versions === null ? 'UTC' : (await loadTerms(manager, versions.agreementVersion)).contact.zone;
}

function refuseZone(zone: string): never {
  const cure = hint(zone, knownZones(), 'write a zone of the IANA database, such as `Europe/Madrid`');
  const problems = [{ path: 'zone', message: 'There is no such time zone.', cure }];
  throw new ApiProblem('request.malformed', 'The query does not fit: zone.', { problems });
}

import type { LeadEvent } from '../events.js';

/** The version by which each event of a turn was decided; the one that takes a version is the first of it. */
export function versionsOf(events: LeadEvent[], before: number): number[] {
  let version = before;
  return events.map((event) => {
    if (event.kind === 'VersionTaken') version = event.to;
    if (event.kind === 'LeadOpened') version = event.agreementVersion;
    return version;
  });
}

import type { ContactTerms } from '../agreement/terms.js';
import type { Calendar } from '../calendar/calendar.js';
import { zoneOffsets } from '../calendar/zone-offsets.js';
import type { Profile } from '../scoring/evidence.js';

/**
 * The hours in which the lead may be written to, as a calendar of the lead's own zone: `timeZone` of the profile, and where that is missing
 * or no zone, the agreement's. Null: at any hour. A country is no zone (Mexico has four), so it is not guessed from.
 */
export function contactWindow(profile: Profile, { hours, zone }: ContactTerms): Calendar | null {
  if (hours === null) return null;
  const own = profile['timeZone'];
  const known = typeof own === 'string' ? zoneOffsets(own.trim()) : null;
  const offsets = known ?? zoneOffsets(zone) ?? [{ fromAt: 0, offsetMs: 0 }];
  const week = Array.from({ length: 7 }, () => [hours]);
  return { id: 'contact.email.hours', zone: known === null ? zone : String(own).trim(), week, holidays: [], offsets };
}

import { parseShift } from '../calendar/parse-shift.js';
import { zoneOffsets, knownZones } from '../calendar/zone-offsets.js';
import type { AgreementDocument, ContactDocument } from './document.js';
import { hint } from './nearest.js';
import { readMs, report, type Scope } from './scope.js';
import type { ContactTerms } from './terms.js';

/** When and how often marketing may write to a lead. Without the clause: at any hour, as often as the tracks say. */
export function compileContact({ contact = {} }: AgreementDocument, scope: Pick<Scope, 'problems'>): ContactTerms {
  const zone = contact.zone ?? 'UTC';
  if (zoneOffsets(zone) === null)
    report(
      scope,
      'contact.zone',
      `there is no time zone \`${zone}\``,
      hint(zone, knownZones(), 'write a zone of the IANA database, such as `Europe/Madrid`'),
    );
  return { zone, cap: capOf(contact.email, scope), hours: hoursOf(contact.email, scope), late: lateOf(contact.late, scope) };
}

function capOf(email: ContactDocument['email'], scope: Pick<Scope, 'problems'>): ContactTerms['cap'] {
  const { atMost, per } = email ?? {};
  if (atMost === undefined && per === undefined) return null;
  if (atMost !== undefined && per !== undefined) return { atMost, perMs: readMs(scope, 'contact.email.per', per) };
  const [path, message] = atMost === undefined ? ['per', 'a time without a number'] : ['atMost', 'a number without a time'];
  report(scope, `contact.email.${path}`, `${message} limits nothing`, 'write both, such as { atMost: 3, per: 7d }');
  return null;
}

function hoursOf(email: ContactDocument['email'], { problems }: Pick<Scope, 'problems'>): ContactTerms['hours'] {
  if (email?.hours === undefined) return null;
  const shift = parseShift(email.hours.lead, 'contact.email.hours.lead');
  if (shift.ok) return shift.value;
  problems.push(...shift.problems);
  return null;
}

function lateOf(late: ContactDocument['late'], scope: Pick<Scope, 'problems'>): ContactTerms['late'] {
  return late === undefined ? null : { afterMs: readMs(scope, 'contact.late.after', late.after), do: late.do };
}

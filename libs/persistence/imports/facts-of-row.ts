import type { Checked } from '../../domain/agreement/checked.js';
import type { Instant } from '../../domain/calendar/instant.js';
import type { MappedRow } from '../../import-file/map-row.js';
import { checkIncoming } from '../facts/check-incoming.js';
import { factsOfCapture } from '../facts/facts-of-capture.js';
import type { IncomingFact } from '../facts/incoming-fact.js';

/**
 * What one row of a file says, as facts. The id of each is the mapping's name and the hash of the fact's body, whom it is about included:
 * what was told once is the same fact in every later file, and a row that changed in one cell tells only that.
 */
export function factsOfRow(row: MappedRow, source: string, mapping: string, now: Instant): Checked<IncomingFact[]> {
  const facts: IncomingFact[] = [];
  for (const fact of unnamedFacts(row, source)) {
    const checked = checkIncoming(fact, now);
    if ('problem' in checked) {
      const { message, cure, path } = checked.problem;
      return { ok: false, problems: [{ path: path.replace(/^lead\b/, 'identity'), message, cure }] };
    }
    const hash = Buffer.from(checked.bodyHash, 'hex').toString('base64url');
    facts.push({ ...fact, id: `${mapping}:${fact.kind}:${hash}` });
  }
  return { ok: true, value: facts };
}

function unnamedFacts({ identity, profile, consent, changedAt, facts }: MappedRow, source: string): IncomingFact[] {
  const [captured, ...consents] = factsOfCapture('', { lead: identity, profile, consent, source, occurredAt: changedAt });
  if (!captured) return [];
  return [captured, ...consents, ...facts.map((fact) => ({ ...fact, id: '', lead: captured.lead }))];
}

import type { Problem } from '../domain/agreement/checked.js';
import { hint } from '../domain/agreement/nearest.js';
import { instantOfLocal } from '../domain/calendar/openings.js';
import { knownZones, zoneOffsets } from '../domain/calendar/zone-offsets.js';
import type { CellRule, WhenRule } from './mapping.js';
import type { CellDocument, WhenDocument } from './mapping-document.js';
import { readLocal, readsDays } from './read-local.js';

const plainFormat = 'yyyy-MM-dd HH:mm:ss';

/** A column of instants: with their offset in the text, or local times of a zone. */
export function compileWhen(
  path: string,
  source: WhenDocument,
  rule: (path: string, cell: CellDocument) => CellRule,
  problems: Problem[],
): WhenRule {
  if (source === 'atImport') return null;
  const { column, zone, format } = source;
  const cell = rule(path, { column, normalise: ['trim'] });
  if (format !== undefined && zone === undefined)
    problems.push({
      path,
      message: 'a local time says nothing without its zone',
      cure: 'add a zone, such as `zone: Europe/Madrid`',
    });
  if (format !== undefined && !readsDays(format))
    problems.push({ path: `${path}.format`, message: `\`${format}\` names no day`, cure: `write one such as ${plainFormat}` });
  if (zone === undefined) return { cell, wanted: 'an instant with its offset, such as 2026-11-23T09:30:00Z', read: readInstant };
  const offsets = zoneOffsets(zone);
  if (offsets === null) {
    const cure = hint(zone, knownZones(), 'write an IANA zone, such as Europe/Madrid');
    problems.push({ path: `${path}.zone`, message: `nobody knows the zone \`${zone}\``, cure });
    return null;
  }
  const read = (text: string) => {
    const local = readLocal(text, format ?? plainFormat);
    return local === null ? null : instantOfLocal({ offsets }, local);
  };
  return { cell, wanted: `a local time as ${format ?? plainFormat}`, read };
}

function readInstant(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)?\s?(Z|[+-]\d\d:?\d\d)$/.test(text)) return null;
  const at = Date.parse(text.replace(' ', 'T').replace(/\s/, ''));
  return Number.isFinite(at) ? at : null;
}

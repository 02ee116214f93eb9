import type { Checked } from '../domain/agreement/checked.js';
import type { TeamDocument } from '../domain/agreement/team-document.js';
import { parseDocument } from './parse-document.js';
import { teamSchema } from './team-schema.js';

/** A team as YAML 1.2 or JSON. What the words in it mean is checked by `compileTeam`. */
export const parseTeam = (text: string): Checked<TeamDocument> => parseDocument(text, teamSchema);

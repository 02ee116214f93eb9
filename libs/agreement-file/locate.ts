import type { Problem } from '../domain/agreement/checked.js';
import { readYaml } from './read-yaml.js';
import { withLines } from './with-lines.js';

/** Adds the lines of the file to problems that `compile`, `compileTeam` or `checkAgainstTeam` found in it. */
export const locate = (problems: readonly Problem[], text: string): Problem[] => withLines(problems, readYaml(text));

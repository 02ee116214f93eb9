import { LineCounter, parseDocument, type YAMLError } from 'yaml';
import { mostProblems, type Problem } from '../domain/agreement/checked.js';
import { placeOf } from './place.js';
import { readNode, TooMuch, type Lines, type Reading } from './read-node.js';
import { tooMuchIn } from './too-much-in.js';

/** A file as plain data, the lines its parts stand on, and what is wrong with it as YAML. `broken`: nothing more can be said of it. */
export interface Read {
  value: unknown;
  lines: Lines;
  problems: Problem[];
  broken: boolean;
}

const longestFile = 1_000_000;
const tooDeep = {
  path: '',
  message: 'the file is nested too deeply, or its anchors blow it up',
  cure: 'write it flatter, and without aliases of aliases',
};

/** Values of a file at most, unless its reader says less: lists of a team are long. */
const mostValues = 200_000;

/** Reads YAML 1.2 (core schema) or JSON. Never throws. */
export function readYaml(text: string, mostNodes = mostValues): Read {
  if (text.length > longestFile)
    return broken([{ path: '', message: 'the file is longer than 1 MB', cure: 'move long lists into the team, and trim them' }]);
  if (isTooDeep(text)) return broken([tooDeep]);
  const tooMuch = tooMuchIn(text, mostNodes);
  if (tooMuch !== null) return broken([tooMuch === 'values' ? tooMany(mostNodes) : tooDeep]);
  try {
    return readDocument(text, mostNodes);
  } catch (error) {
    // A RangeError is the parser's own stack: brackets within brackets.
    if (error instanceof TooMuch && error.what === 'values') return broken([tooMany(mostNodes)]);
    if (error instanceof TooMuch || error instanceof RangeError) return broken([tooDeep]);
    throw error;
  }
}

const tooMany = (most: number): Problem => ({
  path: '',
  message: `the file holds more than ${most} values, those that its anchors repeat included`,
  cure: 'move long lists into the team, and trim the rest',
});

function readDocument(text: string, mostNodes: number): Read {
  const counter = new LineCounter();
  // The parser's own check for double keys takes quadratic time; ours (readNode) does not.
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    lineCounter: counter,
    prettyErrors: false,
    uniqueKeys: false,
  });
  const wrong = [...document.errors, ...document.warnings].slice(0, 20);
  if (wrong.length > 0) return broken(wrong.map((error) => syntaxProblem(error, counter)));
  const reading: Reading = { document, counter, lines: new WeakMap(), found: [], nodes: 0, mostNodes, aliases: 0 };
  const value = readNode(document.contents, [], reading);
  const problems = reading.found
    .slice(0, mostProblems)
    .map(({ keys, message, cure, line }) => ({ path: placeOf(value, keys), message, cure, line }));
  return { value, lines: reading.lines, problems, broken: false };
}

const broken = (problems: Problem[]): Read => ({ value: null, lines: new WeakMap(), problems, broken: true });

/**
 * `- - - -` and `? ? ?` without end: the parser makes a regular expression of such an indentation, and one of some ten thousand kills the
 * process beyond any catch. So no line may begin with more than 200 of these.
 */
const isTooDeep = (text: string): boolean => /^[\s?:-]{200}/m.test(text);

function syntaxProblem(error: YAMLError, counter: LineCounter): Problem {
  const { line } = counter.linePos(error.pos[0]);
  const said = error.message.length > 200 ? `${error.message.slice(0, 200)}…` : error.message;
  return {
    path: '',
    message: `line ${line} is no YAML: ${said}`,
    cure: cures[error.code] ?? 'mend this line; an editor that knows YAML shows where',
    line,
  };
}

const cures: Record<string, string> = {
  TAB_AS_INDENT: 'indent with spaces',
  BLOCK_AS_IMPLICIT_KEY: 'put the value in quotes, or on its own line',
  MULTIPLE_DOCS: 'keep one document in a file: remove what follows `---`',
  TAG_RESOLVE_FAILED: 'remove the tag (the word that begins with !)',
  MISSING_CHAR: 'close the quotes or brackets',
};

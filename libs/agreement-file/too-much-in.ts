import { CST, Lexer } from 'yaml';
import { deepest, mostAliases, type TooMuch } from './read-node.js';

/**
 * What a text is too much of, told by its words alone: the parser builds all before anybody may count, and needs half a minute and a gigabyte for
 * one megabyte that means harm. Null: it may be parsed. Never refuses what `readNode` would not.
 */
export function tooMuchIn(text: string, mostNodes: number): TooMuch['what'] | null {
  let [words, aliases, depth, isScalar] = [0, 0, 0, false];
  for (const word of new Lexer().lex(text)) {
    const type = isScalar ? 'text' : CST.tokenType(word);
    isScalar = type === 'scalar';
    if (type !== null && silent.has(type)) continue;
    words += 1;
    if (type === 'alias') aliases += 1;
    if (type === 'flow-map-start' || type === 'flow-seq-start') depth += 1;
    if (type === 'flow-map-end' || type === 'flow-seq-end') depth -= 1;
    if (depth > deepest + 1 || aliases > mostAliases) return 'depth';
    if (words > mostWordsEach * mostNodes) return 'values';
  }
  return null;
}

const silent = new Set<string>(['space', 'newline', 'comment']);

/** Of one value: dash, tag, anchor, comma, and key, colon and text, of which the texts are two words each. */
const mostWordsEach = 9;

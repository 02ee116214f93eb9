import { parsed, text, WrongUse } from '../usage.js';

/** What is to be done with the agreement. Versions are their numbers. */
export type AgreementAsked = { verb: 'agreement' } & (
  | { act: 'list' }
  | { act: 'show' | 'counter' | 'withdraw'; version: number }
  | { act: 'check'; file: string }
  | { act: 'draft'; file: string; base: number | undefined; version: number | undefined }
  | { act: 'diff'; from: number; to: number }
  | { act: 'propose'; version: number; at: string | undefined }
  | { act: 'sign'; version: number; side: string | undefined }
);

const how = `How the agreement changes:
  agreement list                                what versions there are, and where they stand
  agreement show <version>                      where one stands, and who must still sign it
  agreement check <file>                        what is wrong with a file, and what it would change; nothing is stored
  agreement draft <file> [--base <version>]     stores it; --base: the signed version that it changes, else the last
  agreement draft <file> --version <version>    edits a draft
  agreement diff <from> <to>                    what one version says differently from another
  agreement backtest <version> --from <instant> --to <instant> [--thresholds 40,50]  lives the stored history again under a version
  agreement propose <version> [--at <instant>]  may be signed from now on; in force at that instant, else when it is signed
  agreement sign <version> [--side <side>]      shows what changes, and signs it for your side
  agreement counter <version>                   answers a proposal with a draft of your own
  agreement withdraw <version>                  takes a draft or your proposal back`;

/** Throws WrongUse. */
export function agreementAsked([act, ...rest]: string[]): AgreementAsked {
  const verb = 'agreement';
  switch (act) {
    case 'list':
      wordsOf(rest, 0);
      return { verb, act };
    case 'check':
      return { verb, act, file: wordsOf(rest, 1)[0] ?? '' };
    case 'draft': {
      const { positionals, values } = parsed(rest, { base: text, version: text });
      const [file = ''] = exactly(positionals, 1);
      return { verb, act, file, base: versionIn(values.base), version: versionIn(values.version) };
    }
    case 'diff': {
      const [from, to] = wordsOf(rest, 2);
      return { verb, act, from: versionOf(from), to: versionOf(to) };
    }
    case 'show':
    case 'counter':
    case 'withdraw':
      return { verb, act, version: versionOf(wordsOf(rest, 1)[0]) };
    case 'propose': {
      const { positionals, values } = parsed(rest, { at: text });
      return { verb, act, version: versionOf(exactly(positionals, 1)[0]), at: values.at };
    }
    case 'sign': {
      const { positionals, values } = parsed(rest, { side: text });
      return { verb, act, version: versionOf(exactly(positionals, 1)[0]), side: values.side };
    }
    default:
      throw new WrongUse(
        `${act === undefined ? 'What is to be done with the agreement?' : `\`agreement ${act}\` is not known here.`}\n\n${how}`,
      );
  }
}

const wordsOf = (args: string[], many: number): string[] => exactly(parsed(args, {}).positionals, many);

function exactly(words: string[], many: number): string[] {
  if (words.length === many) return words;
  const said = words.length > many ? `\`${words[many]}\` is one too many.` : 'There is a word too few.';
  throw new WrongUse(`${said}\n\n${how}`);
}

const versionIn = (word: string | undefined): number | undefined => (word === undefined ? undefined : versionOf(word));

function versionOf(word = ''): number {
  if (/^[1-9]\d{0,8}$/.test(word)) return Number(word);
  throw new WrongUse(`\`${word}\` is no version: \`agreement list\` tells their numbers.`);
}

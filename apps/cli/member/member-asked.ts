import { flag, parsed, text, WrongUse } from '../usage.js';

/** What is to be done with members and their tokens. `expires`: how many days a token lives. */
export type MemberAsked = { verb: 'member' } & (
  | { act: 'list' }
  | { act: 'add'; id: string; name: string; roles: string[]; repId: string | undefined; email: string | undefined }
  | { act: 'change'; id: string; change: { name?: string; roles?: string[]; repId?: string | null; email?: string } }
  | { act: 'disable' | 'enable' | 'tokens'; id: string }
  | { act: 'token'; id: string; label: string; scopes: string[] | undefined; expires: number | undefined }
  | { act: 'revoke'; id: string; tokenId: string }
);

const how = `Who may use Baton:
  member list
  member add <id> --name <name> --roles <role,…> [--rep <rep's id>] [--email <address>]
                                roles: marketing, sales, manager, rep, ops, admin
  member change <id> [--name <name>] [--roles <role,…>] [--rep <rep's id> | --no-rep] [--email <address>]
  member token <id> [--label <what for>] [--scopes facts:write,leads:write] [--expires 90d]
                                issues a token and tells it, this once
  member tokens <id>            what tokens it has, and when they were last used
  member revoke <id> <tokenId>  that token is nobody's from now on
  member disable|enable <id>    it may use nothing, with no token; all again`;

/** Throws WrongUse. */
export function memberAsked([act, ...rest]: string[]): MemberAsked {
  const verb = 'member';
  switch (act) {
    case 'list':
      wordsOf(rest, 0);
      return { verb, act };
    case 'add':
      return addAsked(rest);
    case 'change':
      return changeAsked(rest);
    case 'token':
      return tokenAsked(rest);
    case 'tokens':
    case 'disable':
    case 'enable':
      return { verb, act, id: wordsOf(rest, 1)[0] ?? '' };
    case 'revoke': {
      const [id = '', tokenId = ''] = wordsOf(rest, 2);
      return { verb, act, id, tokenId };
    }
    default:
      throw new WrongUse(
        `${act === undefined ? 'What is to be done with members?' : `\`member ${act}\` is not known here.`}\n\n${how}`,
      );
  }
}

function addAsked(args: string[]): MemberAsked {
  const { positionals, values } = parsed(args, { name: text, roles: text, rep: text, email: text });
  const [id = ''] = exactly(positionals, 1);
  const { name, roles, rep: repId, email } = values;
  if (name === undefined || roles === undefined) throw new WrongUse(`Name and roles are missing.\n\n${how}`);
  return { verb: 'member', act: 'add', id, name, roles: listOf(roles), repId, email };
}

function changeAsked(args: string[]): MemberAsked {
  const { positionals, values } = parsed(args, { name: text, roles: text, rep: text, 'no-rep': flag, email: text });
  const [id = ''] = exactly(positionals, 1);
  const { name, roles, rep, 'no-rep': noRep = false, email } = values;
  if (noRep && rep !== undefined) throw new WrongUse(`--rep or --no-rep, one of them.\n\n${how}`);
  const change = {
    ...(name === undefined ? {} : { name }),
    ...(roles === undefined ? {} : { roles: listOf(roles) }),
    ...(rep === undefined ? {} : { repId: rep }),
    ...(noRep ? { repId: null } : {}),
    ...(email === undefined ? {} : { email }),
  };
  if (Object.keys(change).length === 0) throw new WrongUse(`What is to be changed?\n\n${how}`);
  return { verb: 'member', act: 'change', id, change };
}

function tokenAsked(args: string[]): MemberAsked {
  const { positionals, values } = parsed(args, { label: text, scopes: text, expires: text });
  const [id = ''] = exactly(positionals, 1);
  const scopes = values.scopes === undefined ? undefined : listOf(values.scopes);
  return { verb: 'member', act: 'token', id, label: values.label ?? 'terminal', scopes, expires: daysIn(values.expires) };
}

const listOf = (words: string): string[] => words.split(',').map((word) => word.trim());
const wordsOf = (args: string[], many: number): string[] => exactly(parsed(args, {}).positionals, many);

function exactly(words: string[], many: number): string[] {
  if (words.length === many) return words;
  const said = words.length > many ? `\`${words[many]}\` is one too many.` : 'There is a word too few.';
  throw new WrongUse(`${said}\n\n${how}`);
}

function daysIn(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const days = /^([1-9]\d{0,3})d$/.exec(word)?.[1];
  if (days === undefined) throw new WrongUse(`\`${word}\` are no days: write them as 90d.`);
  return Number(days);
}

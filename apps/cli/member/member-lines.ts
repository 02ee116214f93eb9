/** A member as these lines need it. */
export interface Member {
  id: string;
  name: string;
  roles: string[];
  repId: string | null;
  disabledAt: string | null;
}

/** A token without the token. */
export interface Token {
  tokenId: string;
  label: string;
  scopes: string[] | null;
  expiresAt: string | null;
  revokedAt: string | null;
  lastUsedAt: string | null;
}

/** A line a member: who, in which roles, and who in the team. */
export function memberLines(members: Member[]): string[] {
  return members.map(({ id, name, roles, repId, disabledAt }) =>
    [
      `${id}  ${name}  ${roles.join(', ')}`,
      ...(repId === null ? [] : [`rep ${repId}`]),
      ...(disabledAt === null ? [] : [`disabled since ${day(disabledAt)}`]),
    ].join('  '),
  );
}

/** A line a token: what it is for, what it is kept to, and whether it is of use. */
export function tokenLines(tokens: Token[]): string[] {
  if (tokens.length === 0) return ['It has no token.'];
  return tokens.map(({ tokenId, label, scopes, expiresAt, revokedAt, lastUsedAt }) =>
    [
      `${tokenId}  ${label}`,
      scopes === null ? 'everything its roles allow' : scopes.join(', '),
      lastUsedAt === null ? 'never used' : `used on ${day(lastUsedAt)}`,
      ...(expiresAt === null ? [] : [`expires on ${day(expiresAt)}`]),
      ...(revokedAt === null ? [] : [`revoked on ${day(revokedAt)}`]),
    ].join('  '),
  );
}

const day = (instant: string): string => instant.slice(0, 10);

import type { ApiClient } from '../api-client.js';
import type { MemberAsked } from './member-asked.js';
import { memberLines, tokenLines, type Member, type Token } from './member-lines.js';

const root = '/v1/members';
const dayMs = 24 * 60 * 60 * 1_000;

/** Does what was asked and tells it, line by line. Throws when Baton refuses. */
export async function tellMember(asked: MemberAsked, api: ApiClient, say: (line: string) => void): Promise<void> {
  const tell = (lines: string[]): void => lines.forEach((line) => say(line));
  switch (asked.act) {
    case 'list':
      return tell(memberLines(await everyMember(api)));
    case 'add': {
      const { id, name, roles, repId, email } = asked;
      tell(memberLines([(await api.post(root, { id, name, roles, repId, email })) as Member]));
      return say(`Give it a token: npm run baton -- member token ${id}`);
    }
    case 'change':
      return tell(memberLines([(await api.patch(`${root}/${asked.id}`, asked.change)) as Member]));
    case 'disable':
    case 'enable':
      return tell(memberLines([(await api.patch(`${root}/${asked.id}`, { disabled: asked.act === 'disable' })) as Member]));
    case 'token': {
      const { id, label, scopes, expires } = asked;
      const expiresAt = expires === undefined ? undefined : new Date(Date.now() + expires * dayMs).toISOString();
      const issued = (await api.post(`${root}/${id}/tokens`, { label, scopes, expiresAt })) as { token: string; tokenId: string };
      say(issued.token);
      return say(`It is told this once. To revoke it: npm run baton -- member revoke ${id} ${issued.tokenId}`);
    }
    case 'tokens':
      return tell(tokenLines(((await api.get(`${root}/${asked.id}/tokens`)) as { tokens: Token[] }).tokens));
    case 'revoke':
      await api.remove(`${root}/${asked.id}/tokens/${asked.tokenId}`);
      return say('Revoked. Other APIs take some seconds to hear of it.');
  }
}

async function everyMember(api: ApiClient): Promise<Member[]> {
  const all: Member[] = [];
  for (let after = ''; ;) {
    const page = (await api.get(`${root}?limit=1000${after}`)) as { members: Member[]; next: string | null };
    all.push(...page.members);
    if (page.next === null) return all;
    after = `&after=${page.next}`;
  }
}

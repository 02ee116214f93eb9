import type { MemberBody, TokenBody } from '../../apps/api/members/members.schemas.js';
import type { ApiUnderTest } from './api-under-test.js';

/** A member as a spec has made it: `headers` send a request in its name. */
export interface Enrolled {
  id: string;
  tokenId: string;
  token: string;
  headers: { authorization: string };
}

/** Adds a member by the real routes, and issues it a token. */
export async function enrol(
  api: ApiUnderTest,
  member: Pick<MemberBody, 'id' | 'roles'> & Partial<MemberBody>,
  token: Partial<Omit<TokenBody, 'expiresAt'>> & { expiresAt?: string } = {},
): Promise<Enrolled> {
  await expectMade(api.post('/v1/members', { name: `Member ${member.id}`, ...member }));
  const issued = await expectMade(api.post(`/v1/members/${member.id}/tokens`, { label: 'spec', ...token }));
  const { tokenId, token: secret } = issued as { tokenId: string; token: string };
  return { id: member.id, tokenId, token: secret, headers: { authorization: `Bearer ${secret}` } };
}

async function expectMade(sent: ReturnType<ApiUnderTest['post']>): Promise<Record<string, unknown>> {
  const { status, body } = await sent;
  expect({ status, body }).toMatchObject({ status: 201 });
  return body;
}

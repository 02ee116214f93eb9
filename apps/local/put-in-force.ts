import { sides, type Side } from '../../libs/domain/agreement/signs.js';

/** A POST as the member whose token it is; without one as an admin. A text is sent as YAML. */
export type Send = (path: string, body: object | string, token?: string) => Promise<{ status: number; body: unknown }>;

/** The members who sign the sample agreement. */
export const heads: Record<Side, { id: string; name: string }> = {
  marketing: { id: 'mona', name: 'Mona, head of marketing' },
  sales: { id: 'sven', name: 'Sven, head of sales' },
};

/** Makes the heads of both sides members, unless they are, and gives each a new token. */
export async function enrolHeads(send: Send): Promise<Record<Side, string>> {
  const tokens = { marketing: '', sales: '' };
  for (const side of sides) {
    const { id, name } = heads[side];
    await expectDone(send('/v1/members', { id, name, roles: [side] }), ['member.id_taken']);
    tokens[side] = (await expectDone<{ token: string }>(send(`/v1/members/${id}/tokens`, { label: 'start' }))).token;
  }
  return tokens;
}

interface Version {
  version: number;
  hash: string;
  state: string;
  mustSign: { side: Side }[];
}

/** Puts an agreement in force as people do: one head drafts and proposes it, and those sign it who must. Gives its version. */
export async function putInForce(send: Send, document: object | string, tokens: Record<Side, string>): Promise<number> {
  const draft = await expectDone<Version>(send('/v1/agreements', document, tokens.marketing));
  if (draft.state !== 'draft') return draft.version;
  const path = `/v1/agreements/${draft.version}`;
  await expectDone(send(`${path}/propose`, {}, tokens.marketing));
  for (const { side } of draft.mustSign) await expectDone(send(`${path}/signatures`, { hash: draft.hash }, tokens[side]));
  return draft.version;
}

/** The body of a good answer, or of a refusal that is as good. Throws for any other, with Baton's own words. */
async function expectDone<Body>(sent: ReturnType<Send>, asGood: string[] = []): Promise<Body> {
  const { status, body } = await sent;
  if (status < 300 || asGood.includes((body as { code?: string }).code ?? '')) return body as Body;
  throw new Error(`Baton refused (${status}): ${JSON.stringify(body)}`);
}

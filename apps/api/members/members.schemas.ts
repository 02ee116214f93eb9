import { z } from 'zod';
import { say, strict } from '../../../libs/agreement-file/say.js';
import { roles } from '../../../libs/persistence/members/member.js';
import { at, id, instant, limit, text } from '../words.js';
import { scopes } from './scopes.js';

const role = z.enum(roles);
const described = {
  name: text(200),
  email: z
    .email(say('This is no address.', 'Send one such as ana@example.com, or leave it out.'))
    .max(320)
    .meta({ description: 'By it the team may name a manager' }),
  roles: z.array(role).min(1).max(roles.length),
  repId: id.meta({ description: 'Who the member is in the team; a rep must be somebody there' }),
};

export const memberBody = strict({
  id: id.meta({ description: 'Stands wherever the member writes something; it stays' }),
  name: described.name,
  email: described.email.optional(),
  roles: described.roles,
  repId: described.repId.optional(),
}).meta({
  id: 'Member to add',
  examples: [{ id: 'ana', name: 'Ana Ruiz', roles: ['rep'], repId: 'ana' }],
});
export type MemberBody = z.infer<typeof memberBody>;

export const memberChange = strict({
  name: described.name.optional(),
  email: described.email.nullable().optional(),
  roles: described.roles.optional(),
  repId: described.repId.nullable().optional(),
  disabled: z.boolean().optional().meta({ description: 'A disabled member may use nothing; what it wrote keeps its id' }),
}).meta({ id: 'Change of a member', examples: [{ disabled: true }] });
export type MemberChangeBody = z.infer<typeof memberChange>;

export const memberView = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    roles: z.array(role),
    repId: z.string().nullable(),
    disabledAt: at.nullable(),
    createdAt: at,
    changedBy: z.string().nullable().meta({ description: 'A member; null: Baton, at its first start' }),
    changedAt: at,
  })
  .meta({ id: 'Member' });
export const memberPage = z
  .strictObject({ members: z.array(memberView), next: z.string().nullable().meta({ description: 'Ask on with ?after=' }) })
  .meta({ id: 'Members', description: 'By id' });
export const membersQuery = strict({ after: id.optional(), limit });

export const tokenBody = strict({
  label: id.meta({ description: 'What it is for' }),
  scopes: z
    .array(z.enum(scopes))
    .min(1)
    .optional()
    .meta({ description: 'All it may be used for; left out: all that the member’s roles allow' }),
  expiresAt: instant.optional().meta({ description: 'Left out: it does not expire' }),
}).meta({ id: 'Token to issue', examples: [{ label: 'website', scopes: ['facts:write', 'leads:write'] }] });
export type TokenBody = z.infer<typeof tokenBody>;

export const issuedToken = z
  .strictObject({
    tokenId: z.uuid(),
    token: z.string().meta({ description: 'Told this once: Baton keeps its hash only' }),
  })
  .meta({ id: 'Issued token' });

export const tokenList = z
  .strictObject({
    tokens: z.array(
      z.strictObject({
        tokenId: z.uuid(),
        label: z.string(),
        scopes: z.array(z.string()).nullable().meta({ description: 'null: all that the member’s roles allow' }),
        createdBy: z.string().nullable().meta({ description: 'A member; null: the environment brought it (BATON_TOKEN)' }),
        createdAt: at,
        expiresAt: at.nullable(),
        revokedBy: z.string().nullable(),
        revokedAt: at.nullable(),
        lastUsedAt: at.nullable().meta({ description: 'To the hour' }),
      }),
    ),
  })
  .meta({ id: 'Tokens', description: 'Newest first; never the tokens themselves' });

export const me = z
  .strictObject({
    id: z.string(),
    roles: z.array(role),
    repId: z.string().nullable(),
    reps: z.array(z.string()).nullable().meta({ description: 'Whose leads you see; null: all leads' }),
    scopes: z.array(z.string()).nullable().meta({ description: 'What this token is kept to; null: to nothing' }),
    expiresAt: at.nullable(),
  })
  .meta({ id: 'Me' });

export const memberExample = {
  id: 'ana',
  name: 'Ana Ruiz',
  email: null,
  roles: ['rep'],
  repId: 'ana',
  disabledAt: null,
  createdAt: '2026-11-23T09:00:00.000Z',
  changedBy: 'admin',
  changedAt: '2026-11-23T09:00:00.000Z',
};
export const issuedExample = { tokenId: '0d0c2f8e-5b7a-4c0e-9a53-0c4f7b1f2a10', token: 'baton_…' };
export const tokenExample = {
  tokenId: issuedExample.tokenId,
  label: 'website',
  scopes: ['facts:write', 'leads:write'],
  createdBy: 'admin',
  createdAt: '2026-11-23T09:00:00.000Z',
  expiresAt: null,
  revokedBy: null,
  revokedAt: null,
  lastUsedAt: '2026-11-23T10:00:00.000Z',
};
export const meExample = { id: 'ana', roles: ['rep'], repId: 'ana', reps: ['ana'], scopes: null, expiresAt: null };

import { z } from 'zod';
import { strict } from '../../../libs/agreement-file/say.js';
import { sides } from '../../../libs/domain/agreement/signs.js';
import { versionStates } from '../../../libs/domain/agreement/version.js';
import { at, instant, limit } from '../words.js';

export const storedVersion = z.strictObject({ version: z.int(), name: z.string() }).meta({ id: 'Version' });
export type VersionAnswer = z.infer<typeof storedVersion>;

export const inForce = z
  .strictObject({ version: z.int(), name: z.string(), inForceAt: at, document: z.record(z.string(), z.unknown()) })
  .meta({ id: 'Document in force' });

/** A version's number in a path or a query. */
export const versionNumber = z.coerce.number().int().min(1).max(2_147_483_647);
export const draftQuery = strict({
  base: versionNumber.optional().meta({ description: 'The signed version that it changes; left out: the last that was signed' }),
});
export const listQuery = strict({ limit });
export const proposeBody = strict({
  effectiveAt: instant.optional().meta({ description: 'When it shall be in force; left out: as soon as it is signed' }),
});
export const signBody = strict({
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .meta({ description: 'Of the version as you read it: its `hash`' }),
  side: z.enum(sides).optional().meta({ description: 'For whom you sign, if you have both roles' }),
});

const by = z.string().nullable().meta({ description: 'A member; null: not yet, or before there were members' });
const version = {
  version: z.int(),
  name: z.string(),
  hash: z.string().meta({ description: 'SHA-256 of the document, whatever the order of its keys' }),
  state: z.enum(versionStates).meta({ description: 'signed: by all who must, and its date lies ahead' }),
  base: z.int().nullable().meta({ description: 'The signed version that it changes; null: it is the first' }),
  counters: z.int().nullable().meta({ description: 'The proposal that it answers' }),
  draftedBy: by,
  draftedAt: at,
  proposedBy: by,
  proposedAt: at.nullable(),
  effectiveAt: at.nullable().meta({ description: 'The date asked for; null: as soon as it is signed' }),
  inForceAt: at.nullable().meta({ description: 'Known once all have signed who must; may lie ahead' }),
  withdrawnBy: by,
  withdrawnAt: at.nullable(),
  signatures: z.array(z.strictObject({ side: z.enum(sides), by: z.string(), at })),
};

export const versionList = z
  .strictObject({ versions: z.array(z.strictObject(version).meta({ id: 'Version in a list' })) })
  .meta({ id: 'Versions', description: 'Newest first' });

export const versionView = z
  .strictObject({
    ...version,
    mustSign: z.array(
      z.strictObject({
        side: z.enum(sides),
        parts: z.array(z.string()).meta({ description: 'The changed parts for which `signs` of the base names this side' }),
        signed: z.boolean(),
      }),
    ),
    baseSuperseded: z.boolean().meta({ description: 'Another version was signed since: draft it again on that one' }),
    reviewDueAt: at.nullable().meta({ description: 'By its own clause `review`, while it is in force' }),
    remindAt: at.nullable().meta({ description: 'From then on its people are reminded of the review' }),
    backtest: z
      .strictObject({
        status: z.enum(['running', 'done', 'refused', 'failed', 'stopped']),
        fromAt: at,
        toAt: at,
        endedAt: at.nullable(),
        ofThis: z.boolean().meta({ description: 'Of the document as it is now; else it was edited since' }),
      })
      .nullable()
      .meta({ description: 'Its last test on the stored history: GET /v1/agreements/{version}/backtest tells what it found' }),
    document: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Version of the agreement' });

const changes = z.array(
  z.strictObject({
    clause: z.string(),
    part: z.string().meta({ description: 'The top-level clause; `signs` names who must sign a change of it' }),
    sentence: z.string(),
  }),
);
const mustSign = z.array(z.strictObject({ side: z.enum(sides), parts: z.array(z.string()) }));

export const diffView = z
  .strictObject({
    from: z.int(),
    to: z.int(),
    changes,
    mustSign: mustSign.meta({ description: 'Who would sign `to` as a change of `from`' }),
  })
  .meta({ id: 'Diff' });

const problem = z.strictObject({ path: z.string(), message: z.string(), cure: z.string(), line: z.int().optional() });

export const checkReport = z
  .strictObject({
    ok: z.boolean().meta({ description: 'Whether it could be drafted' }),
    problems: z.array(problem),
    changes: changes.meta({ description: 'Against the last version that was signed' }),
    mustSign,
    lints: z
      .array(z.strictObject({ code: z.string(), clause: z.string(), why: z.string(), cure: z.string() }))
      .meta({ description: 'What is not wrong, but hardly meant: a warning, never a refusal' }),
  })
  .meta({ id: 'Check' });

import { z } from 'zod';
import { say, strict } from '../../../libs/agreement-file/say.js';
import { identityKinds } from '../../../libs/persistence/facts/identity.js';
import { instant, text } from '../words.js';

/** Who a message is about. Personal data: it goes to Postgres and nowhere else. */
export const identityFields = {
  externalId: text(200).optional().meta({ description: "Your own system's id for the person" }),
  email: text(320).optional(),
  phone: text(40).optional().meta({ description: 'International, such as +34 612 345 678, or with profile.country' }),
  anonymousId: text(200).optional().meta({ description: "A visitor's id, as your website keeps it" }),
};

export const captureBody = strict({
  id: text(200).optional().meta({ description: 'Your id for this capture: the same id again is not captured twice' }),
  ...identityFields,
  profile: z.record(text(120), z.unknown()).optional().meta({ description: 'Who the lead is, in the words of the agreement' }),
  consent: strict({ email: z.boolean().optional(), phone: z.boolean().optional() }).optional(),
  source: text(200).optional(),
  occurredAt: instant.optional(),
})
  .refine((body) => identityKinds.some((kind) => body[kind] !== undefined), {
    error: say('The lead has no identity.', `Send at least one of ${identityKinds.join(', ')}.`),
  })
  .meta({
    id: 'Capture',
    examples: [
      {
        email: 'eva@acme.example',
        profile: { name: 'Eva Ruiz', country: 'ES', company: { name: 'Acme', employees: 120 } },
        consent: { email: true },
        source: 'website',
      },
    ],
  });
export type CaptureBody = z.infer<typeof captureBody>;

export const conflict = z
  .strictObject({ leadId: z.uuid(), otherLeadId: z.uuid(), kind: z.enum(identityKinds) })
  .meta({ id: 'IdentityConflict', description: 'Two known leads bear what was sent as one person. They stay apart.' });

export const captured = z
  .strictObject({ leadId: z.uuid(), created: z.boolean(), conflicts: z.array(conflict).optional() })
  .meta({ id: 'Captured' });

import { z } from 'zod';
import {
  type AgreementDocument,
  type ContactDocument,
  type MissingDocument,
  type OutcomeDocument,
  type ScoringDocument,
  type TrackStepDocument,
} from '../domain/agreement/document.js';
import { condition } from './condition-schema.js';
import { followUp } from './follow-up-schema.js';
import { handOffs } from './hand-offs-schema.js';
import { promises, review, signs } from './promises-schema.js';
import { say, strict } from './say.js';
import { signal } from './signal-schema.js';
import { count, id, path, points, scalar, span, text } from './words.js';

const conditions = z.array(condition).optional();
const signals = z.array(id).optional();
const shows = (stage: string): typeof signals => signals.describe(`Signals of which any shows ${stage}`);
const stages = strict({
  attention: shows('attention'),
  interest: shows('interest'),
  desire: shows('desire'),
  action: shows('action'),
});

const field = strict({
  oneOf: z.array(scalar).optional().describe('What conditions may ask for; another value is kept as it came'),
  never: text(200)
    .optional()
    .meta({ description: 'No condition may ask for it, and why: it is written once the outcome is known' }),
  number: z.boolean().optional().describe('It is compared as a number'),
  blank: z
    .array(z.union([z.string(), z.number(), z.boolean()]))
    .optional()
    .describe('Values that count as absent, such as Select'),
});

const floor = strict({ gte: z.number().describe('This many or more') });
const scoring: z.ZodType<ScoringDocument> = strict({
  fit: z
    .array(
      strict({
        id: id.describe('The rule’s name, for good'),
        when: condition.describe('Who gets the points: fields and consent only'),
        points: points.describe('Above or below zero'),
      }),
    )
    .optional()
    .describe('Points for who the lead is'),
  engagement: z
    .array(
      strict({
        signal: id.describe('The signal that is scored, each once'),
        points: points.describe('For each piece of evidence; above or below zero'),
        halfLife: span.optional().describe('Half of the points are gone after this time; without it they never fade'),
        cap: z.number().optional().describe('Most points that the rule gives; without it there is no limit'),
      }),
    )
    .optional()
    .describe('Points for what the lead does'),
  bands: z
    .array(
      strict({
        band: id.describe('The band’s name'),
        fit: floor.optional().describe('Points of fit that it asks'),
        engagement: floor.optional().describe('Points of engagement that it asks'),
      }),
    )
    .min(1, say('no band is named', 'end with a band that asks nothing: { band: cold }'))
    .describe('The first whose floors are reached; the last asks nothing'),
});

const stepId = id.optional().describe('Names the step for good; made of its own words without it');
const step: z.ZodType<TrackStepDocument> = z
  .lazy(() =>
    z.union(
      [
        strict({ id: stepId, send: id.describe('A message of the team') }),
        strict({ id: stepId, wait: span.describe('How long nothing is sent') }),
        strict({
          id: stepId,
          waitFor: strict({ signal: id.describe('A signal') }).describe('Waits until this signal comes'),
          within: span.describe('How long at most'),
          met: z.array(step).optional().describe('What follows if it came'),
          else: z.array(step).optional().describe('What follows if it did not'),
        }),
      ],
      say('a step is send, wait or waitFor', 'write one of them, such as { send: welcome-1 }'),
    ),
  )
  .meta({
    id: 'step',
    title: 'Step of a track',
    description: 'Send, wait, or wait for a signal',
    examples: [{ send: 'welcome-1' }, { wait: '3d' }],
  });

const missing: z.ZodType<MissingDocument> = strict({
  track: id.optional().describe('The track that asks for what is missing'),
  within: span.describe('How long marketing has to complete the lead'),
  by: z.literal('marketing', say('nobody at sales holds the lead yet', 'write marketing')).describe('Whose clock runs'),
});

const contact: z.ZodType<ContactDocument> = strict({
  zone: text(60).optional().meta({ description: 'Where the profile has no timeZone: an IANA time zone. UTC without it' }),
  email: strict({
    atMost: count(1).optional().describe('Most mails in that time'),
    per: span.optional().describe('In any stretch of this time'),
    hours: strict({ lead: text(20).meta({ description: 'Local time of the lead, such as 08:00-20:00' }) })
      .optional()
      .describe('When marketing may write'),
  })
    .optional()
    .describe('How often and when marketing may write'),
  late: strict({
    after: span.describe('Later than this is late'),
    do: z.enum(['fire', 'skip', 'nextWindow']).describe('Send it all the same, never, or at the beginning of the next window'),
  })
    .optional()
    .describe('What becomes of a mail that is late'),
});

const outcome: z.ZodType<OutcomeDocument> = strict({
  reason: id.describe('What a rep reports'),
  is: z.enum(['rejected', 'disqualified', 'recycled', 'won', 'lost']).describe('What it means for the lead'),
  then: z.enum(['nurturing', 'disqualified']).optional().describe('For `rejected`: where the lead goes'),
  contest: span.optional().meta({ description: 'How long marketing may contest the rejection, such as 3wd' }),
  until: z
    .union(
      [span, strict({ field: path.describe('nextContact, which the rep reports, or a field of the profile') })],
      say('a rest ends', 'write a duration such as 30d, or { field: nextContact }'),
    )
    .optional()
    .describe('For `recycled`: how long it rests, or the field that holds the date'),
  track: id.optional().describe('For `recycled`: the track it starts'),
  wakes: signals.describe('For `recycled`: signals that end its rest at once'),
});

/** The agreement's schema: strict, so that a clause is built or refused, never ignored. */
export const agreementSchema: z.ZodType<AgreementDocument> = strict({
  agreement: id.meta({ description: 'The name of this agreement' }),
  signs: signs.optional().describe('Who must sign a change of which part; both without it'),
  review: review.optional().describe('When the agreement itself is looked at again'),
  uses: strict({
    team: id.optional().describe('The team that it was written for'),
    lists: z.array(id).optional().describe('Lists of the team that conditions may name'),
  })
    .optional()
    .describe('What it takes from the team'),
  fields: z.record(path, field).optional().describe('The words of the profile, and what counts as blank'),
  signals: z.record(id, signal).optional().describe('Evidence, named once and cited everywhere'),
  missing: missing.optional().describe('A lead that qualifies, but is incomplete: what meanwhile, and whose clock'),
  requirements: strict({
    marketing_qualified: conditions.describe('Before sales gets the lead'),
    sales_accepted: conditions.describe('What a hand-off should come with: fields of the profile; measured, refuses nobody'),
    sales_qualified: conditions.describe('Before sales moves it on to sales_qualified'),
    opportunity: conditions.describe('Before sales moves it on to opportunity'),
  })
    .optional()
    .describe('What must hold before a lead enters a stage'),
  disqualify: z
    .array(strict({ when: condition.describe('Who will never buy'), reason: id.describe('Why, as a word') }))
    .optional()
    .describe('Leads that are out before sales sees them'),
  scoring: scoring.describe('Fit, engagement, and the bands over both'),
  buyerStage: stages.optional().describe('What shows where the buyer stands; it cools like the rule of its signal'),
  sellerStage: stages.optional().describe('What shows where sales stands'),
  contact: contact.optional().describe('When and how often marketing writes to a lead'),
  nurture: strict({
    while: strict({ sales: z.enum(['quiet', 'continue']).describe('Whether marketing still sends; quiet without it') })
      .optional()
      .describe('While sales holds the lead'),
    tracks: z
      .array(
        strict({
          id: id.describe('The track’s name, for good'),
          when: condition.describe('Who is put on it, once each'),
          steps: z.array(step).describe('One after another'),
        }),
      )
      .optional()
      .describe('Planned mails; the first track whose condition holds'),
  })
    .optional()
    .describe('What marketing does until a lead is ready'),
  handOffs: handOffs.describe('How leads pass to sales'),
  followUp: followUp.optional().describe('What sales does after acceptance'),
  outcomes: z.array(outcome).optional().describe('What sales may report, and what it means'),
  recycle: strict({
    atMost: count(0).optional().describe('After more returns than this the lead is lost; without it there is no limit'),
    counts: z
      .enum(['fresh', 'all'])
      .optional()
      .describe('Whether only signals since the recycle may qualify again; fresh without it'),
  })
    .optional()
    .describe('Leads that come back to marketing'),
  reopen: strict({
    when: condition.describe('What brings an ended lead back'),
    from: z.array(z.enum(['lost', 'disqualified'])).describe('Out of which ends'),
    keep: z.literal('last-rep').optional().describe('The rep it had is remembered'),
  })
    .optional()
    .describe('Ends that are not deaf'),
  promises: promises.optional().describe('What each side promises the other, measured'),
});

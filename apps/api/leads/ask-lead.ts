import type { LeadCommand } from '../../../libs/domain/lifecycle/commands.js';
import type { Answer } from '../../../libs/domain/lifecycle/turn.js';
import { currentVersions } from '../../../libs/persistence/agreements/load-terms.js';
import { storeCommand, type CommandToStore } from '../../../libs/persistence/facts/store-command.js';
import { failpoint } from '../../../libs/process/failpoint.js';
import { MalformedCommand } from '../../../libs/temporal/malformed-command.js';
import { NoAnswer } from '../../../libs/temporal/no-answer.js';
import type { ApiParts } from '../api-parts.js';
import { ApiProblem } from '../problem.js';
import type { CommandAnswer, CommandBody } from './commands.schemas.js';

const answerWithinMs = 5_000;

/** Stores the command, asks the lead, and gives its answer; a refusal and no answer are thrown as problems. Safe to repeat. */
export async function askLead(parts: ApiParts, leadId: string, body: CommandBody, by: string): Promise<CommandAnswer> {
  const toStore = commandOf(body, by);
  const stored = await storeCommand(parts.source, leadId, toStore, parts.now());
  failpoint('command.stored');
  switch (stored.kind) {
    case 'stored':
      return told(stored.answer ?? (await ask(parts, leadId, toStore.command)));
    case 'unknownLead':
      throw new ApiProblem('lead.unknown', `There is no lead ${leadId}. Capture it with POST /v1/leads.`);
    case 'merged':
      throw new ApiProblem('lead.merged', `This lead was joined to lead ${stored.intoLeadId}. Send the command to that one.`, {
        details: { intoLeadId: stored.intoLeadId },
      });
    case 'idReused':
      throw new ApiProblem('command.id_reused', 'This id was used with another body. Send a new id for a new command.');
    case 'refused':
      throw new ApiProblem('request.malformed', `${stored.problem.message} ${stored.problem.cure}`, {
        problems: [stored.problem],
      });
  }
}

async function ask({ client, source }: ApiParts, leadId: string, command: LeadCommand): Promise<Answer> {
  try {
    const answer = await client.command(leadId, command, answerWithinMs);
    failpoint('command.answered');
    return answer;
  } catch (error) {
    if (error instanceof MalformedCommand) throw new ApiProblem('request.malformed', error.message);
    if (!(error instanceof NoAnswer)) throw error;
    if (!(await currentVersions(source.manager)))
      throw new ApiProblem(
        'agreement.not_in_force',
        'No agreement is in force. Post a team to /v1/teams; draft an agreement (POST /v1/agreements), and have it signed.',
      );
    throw new ApiProblem(
      'lead.no_answer',
      'The lead has not answered in 5 s; the command is stored. Send the same id again: it is safe.',
      {
        retryAfterSeconds: 1,
      },
    );
  }
}

function told({ applied, why, refusal, lead }: Answer): CommandAnswer {
  if (refusal) throw new ApiProblem(refusal.code, refusal.message, { details: refusal.details });
  return { applied, ...(why === undefined ? {} : { why }), lead };
}

/** What crosses to Temporal is ids, kinds and instants; free text and how a touch went stay in Postgres. */
function commandOf({ note, ...body }: CommandBody, by: string): CommandToStore {
  if (body.kind !== 'touch') return { command: body, note, by };
  const { occurredAt, seconds, result, ...command } = body;
  return { command, note, by, touch: { occurredAt, seconds, result } };
}

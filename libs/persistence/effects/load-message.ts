import type { EntityManager } from 'typeorm';
import { profileField } from '../../domain/agreement/profile-field.js';
import type { Profile } from '../../domain/scoring/evidence.js';
import { currentVersions, loadTeam, loadTerms } from '../agreements/load-terms.js';
import { LeadRow } from '../entities/lead-row.js';
import { isOneAddress } from '../facts/identity.js';

/** A message of the team, with what its placeholders stand for. Bears personal data: for the mail alone. */
export interface Message {
  /** Null: no e-mail address is known, or what stands in its place is none. */
  to: string | null;
  subject: string;
  text: string;
  /** The profile's value at a dotted path; blank is undefined. */
  field(path: string): unknown;
}

/** The message as the team in force words it. Throws if the team no longer has it: an agreement that sends it must not lose it silently. */
export async function loadMessage(manager: EntityManager, leadId: string, message: string): Promise<Message> {
  const versions = await currentVersions(manager);
  if (versions === null) throw new Error('No agreement and team are in force: post both.');
  const [terms, team] = [await loadTerms(manager, versions.agreementVersion), await loadTeam(manager, versions.teamVersion)];
  const words = team.messages[message];
  if (words === undefined) throw new Error(`The team has no message ${message}: add it under messages.`);
  const { profile } = await manager.findOneByOrFail(LeadRow, { leadId });
  const field = (path: string): unknown => profileField(profile as Profile, path, terms);
  const email = field('email');
  return { ...words, to: typeof email === 'string' && isOneAddress(email) ? email : null, field };
}

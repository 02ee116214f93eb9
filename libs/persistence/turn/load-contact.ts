import type { EntityManager } from 'typeorm';
import type { Terms } from '../../domain/agreement/terms.js';
import type { Instant } from '../../domain/calendar/instant.js';
import { contactWindow } from '../../domain/contact/contact-window.js';
import type { World } from '../../domain/lifecycle/world.js';
import { nurtureSends } from '../effects/nurture-sends.js';
import type { LifeRows } from './load-life.js';

/** When marketing may write to the lead. Nothing is read for an agreement without a cap. */
export async function loadContact(
  manager: EntityManager,
  leadId: string,
  { profile }: Pick<LifeRows, 'profile'>,
  { contact }: Terms,
  now: Instant,
): Promise<World['contact']> {
  const sent = contact.cap === null ? [] : await nurtureSends(manager, leadId, now - contact.cap.perMs);
  return { window: contactWindow(profile, contact), sent };
}

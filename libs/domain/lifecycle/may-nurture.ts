import type { Terms } from '../agreement/terms.js';
import { isWithSales, type Stage } from './moves.js';

const nurturable: readonly Stage[] = ['inquiry', 'nurturing'];

/** Marketing is quiet while sales holds the lead, unless the agreement lets it go on; an ended lead is not nurtured at all. */
export function mayNurture(stage: Stage, { nurture }: Pick<Terms, 'nurture'>): boolean {
  return nurturable.includes(stage) || (isWithSales(stage) && nurture.whileSales === 'continue');
}

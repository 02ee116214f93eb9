import type { Terms } from '../terms.js';
import type { Lint } from './found.js';
import { mayBe } from './may-be.js';

/** A way back for which the lead has to do nothing: it is there by who the lead is, or opens by time alone. */
export function lintReopen(terms: Terms): Lint[] {
  if (terms.reopen === null || !mayBe(true, terms.reopen.when, terms)) return [];
  const why =
    'it may hold though nothing came from the lead: it brings nobody back who ends while it holds, and others without a sign that they want to buy';
  const cure = 'let reopen.when ask for a signal, too';
  return [{ code: 'reopen.without-evidence', clause: `${terms.reopen.clause}.when`, why, cure }];
}

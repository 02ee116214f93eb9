import { backtestAsked, type BacktestAsked } from './backtest/backtest-asked.js';
import { agreementAsked, type AgreementAsked } from './agreement/agreement-asked.js';
import { memberAsked, type MemberAsked } from './member/member-asked.js';
import { flag, parsed, text, WrongUse } from './usage.js';

export interface ImportAsked {
  verb: 'import';
  file: string;
  map: string;
  dryRun: boolean;
}

export interface StuckAsked {
  verb: 'stuck';
  reason: string | undefined;
  olderThan: string | undefined;
  retry: boolean;
  dryRun: boolean;
}

export interface ReconcileAsked {
  verb: 'rebuild' | 'reproject';
  dryRun: boolean;
}

export interface IncidentsAsked {
  verb: 'incidents';
}

export interface ScorecardAsked {
  verb: 'scorecard';
  /** As the API takes them. */
  query: { from?: string; to?: string; per?: string; zone?: string };
}

export interface AuditAsked {
  verb: 'audit';
  /** Absent: all. */
  leadId: string | undefined;
}

/** Throws WrongUse. */
export function readArguments([verb, ...rest]: string[]):
  | AgreementAsked
  | ImportAsked
  | IncidentsAsked
  | MemberAsked
  | StuckAsked
  | ReconcileAsked
  | ScorecardAsked
  | AuditAsked
  | BacktestAsked {
  if (verb === 'stuck') return stuckAsked(rest);
  if (verb === 'import') return importAsked(rest);
  if (verb === 'incidents') return incidentsAsked(rest);
  if (verb === 'agreement') return rest[0] === 'backtest' ? backtestAsked(rest.slice(1)) : agreementAsked(rest);
  if (verb === 'member') return memberAsked(rest);
  if (verb === 'scorecard') return scorecardAsked(rest);
  if (verb === 'audit') return auditAsked(rest);
  if (verb === 'rebuild' || verb === 'reproject') return reconcileAsked(verb, rest);
  throw new WrongUse(verb === undefined ? 'What is to be done?' : `\`${verb}\` is not known here.`);
}

function importAsked(args: string[]): ImportAsked {
  const { positionals, values } = parsed(args, { map: text, 'dry-run': flag });
  const [file, more] = positionals;
  if (file === undefined) throw new WrongUse('Which file?');
  if (more !== undefined) throw new WrongUse(`One file at a time: \`${more}\` is one too many.`);
  if (values.map === undefined) throw new WrongUse('What do its columns mean? Name the mapping with --map.');
  return { verb: 'import', file, map: values.map, dryRun: values['dry-run'] ?? false };
}

function stuckAsked(args: string[]): StuckAsked {
  const options = { reason: text, 'older-than': text, retry: flag, 'dry-run': flag };
  const { positionals, values } = parsed(args, options);
  if (positionals[0] !== undefined) throw new WrongUse(`\`${positionals[0]}\` is one too many.`);
  const { reason, retry = false, 'older-than': olderThan, 'dry-run': dryRun = false } = values;
  return { verb: 'stuck', reason, olderThan, retry, dryRun };
}

function reconcileAsked(verb: ReconcileAsked['verb'], args: string[]): ReconcileAsked {
  const { positionals, values } = parsed(args, { 'dry-run': flag });
  if (positionals[0] !== undefined) throw new WrongUse(`\`${positionals[0]}\` is one too many.`);
  return { verb, dryRun: values['dry-run'] ?? false };
}

function auditAsked(args: string[]): AuditAsked {
  const { positionals, values } = parsed(args, { lead: text });
  if (positionals[0] !== undefined) throw new WrongUse(`\`${positionals[0]}\` is one too many. One lead: --lead <id>.`);
  return { verb: 'audit', leadId: values.lead };
}

function incidentsAsked(args: string[]): IncidentsAsked {
  if (args[0] !== undefined) throw new WrongUse(`\`${args[0]}\` is one too many.`);
  return { verb: 'incidents' };
}

function scorecardAsked(args: string[]): ScorecardAsked {
  const { positionals, values } = parsed(args, { from: text, to: text, per: text, zone: text });
  if (positionals[0] !== undefined) throw new WrongUse(`\`${positionals[0]}\` is one too many.`);
  return { verb: 'scorecard', query: { ...values } };
}

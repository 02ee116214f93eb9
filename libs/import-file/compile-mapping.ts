import type { Checked, Problem } from '../domain/agreement/checked.js';
import { cellRule, meaningOf } from './cell-rule.js';
import { cellsOf } from './cells-of.js';
import type { FactRule, Mapping } from './mapping.js';
import type { CellDocument, ConsentDocument, FactDocument, IdentityColumn, MappingDocument } from './mapping-document.js';
import { checkPaths } from './check-paths.js';
import { compileWhen } from './compile-when.js';

/** A mapping document to one that can be held against a header, or every problem at once. */
export function compileMapping(document: MappingDocument): Checked<Mapping> {
  const problems: Problem[] = [];
  const rule = (path: string, cell: CellDocument) => cellRule(path, cell, document.blank ?? []);
  const when = (path: string, source: FactDocument['occurredAt']) => compileWhen(path, source, rule, problems);
  checkPaths(document, problems);
  const mapping: Mapping = {
    name: document.mapping,
    source: document.source ?? document.mapping,
    delimiter: document.delimiter ?? ',',
    changedAt: when('changedAt', document.changedAt ?? 'atImport'),
    identity: entries(document.identity).map(([kind, cell]) => [kind as IdentityColumn, rule(`identity.${kind}`, cell)]),
    profile: entries(document.profile).map(([field, cell]) => [field, rule(`profile.${field}`, cell)]),
    consent: (['email', 'phone'] as const).flatMap((channel) => {
      const consent = document.consent?.[channel];
      return consent ? [{ channel, ...answersOf(consent, channel, problems), cell: rule(`consent.${channel}`, consent) }] : [];
    }),
    facts: (document.facts ?? []).map((fact, at): FactRule => {
      checkKind(fact.fact, `facts.${at}.fact`, problems);
      const data = entries(fact.data).map(([key, cell]): [string, ReturnType<typeof rule>] => [
        key,
        rule(`facts.${at}.data.${key}`, cell),
      ]);
      return { kind: fact.fact, when: when(`facts.${at}.occurredAt`, fact.occurredAt), data };
    }),
  };
  problems.push(...inputsRefused(mapping, document.never ?? {}));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: mapping };
}

function entries(of: Partial<Record<string, CellDocument>> | undefined): [string, CellDocument][] {
  return Object.entries(of ?? {}).flatMap(([key, cell]) => (cell === undefined ? [] : [[key, cell]]));
}

function answersOf(consent: ConsentDocument, channel: string, problems: Problem[]) {
  const [given, withdrawn] = [new Set(consent.given.map(meaningOf)), new Set(consent.withdrawn.map(meaningOf))];
  for (const both of [...given].filter((answer) => withdrawn.has(answer)))
    problems.push({
      path: `consent.${channel}`,
      message: `\`${both}\` means both given and withdrawn`,
      cure: 'keep it in one of the two lists',
    });
  return { given, withdrawn };
}

const ownKinds: Record<string, string> = {
  captured: 'every row is captured already; write its fields under `profile`',
  profile_updated: 'write the fields under `profile`',
  consent: 'write it under `consent`',
};

function checkKind(kind: string, path: string, problems: Problem[]): void {
  const cure = Object.hasOwn(ownKinds, kind) ? ownKinds[kind] : undefined;
  if (cure !== undefined) problems.push({ path, message: `\`${kind}\` is a fact that Baton makes of the row itself`, cure });
}

/** What was written after the outcome was known would score a lead by its own answer. */
function inputsRefused(mapping: Mapping, never: Record<string, string>): Problem[] {
  const reasons = new Map(Object.entries(never).map(([column, reason]) => [meaningOf(column), reason]));
  return cellsOf(mapping).flatMap(({ path, column }) => {
    const reason = reasons.get(meaningOf(column));
    if (reason === undefined) return [];
    const cure = 'remove it here; or, if a new lead does have it, take it out of `never`';
    return [{ path, message: `\`${column}\` can't be an input: ${reason}`, cure }];
  });
}

import { checkCondition } from './check-condition.js';
import type { AgreementDocument } from './document.js';
import { cite, once, readMs, report, type Scope } from './scope.js';
import type { Scoring } from './terms.js';

/** Fit by who the lead is, engagement by what it does, bands over both. */
export function compileScoring(document: AgreementDocument, scope: Scope): Scoring {
  return {
    fit: compileFit(document, scope),
    engagement: compileEngagement(document, scope),
    bands: compileBands(document, scope),
    buyerStage: compileBuyerStage(document, scope),
  };
}

function compileFit(document: AgreementDocument, scope: Scope): Scoring['fit'] {
  const rules = document.scoring.fit ?? [];
  once(
    scope,
    'scoring.fit',
    rules.map((rule) => rule.id),
  );
  return rules.map(({ id, when, points }) => {
    const clause = `scoring.fit.${id}`;
    checkCondition(when, `${clause}.when`, scope, 'who');
    checkPoints(points, clause, scope);
    return { id, clause, when, points };
  });
}

function compileEngagement(document: AgreementDocument, scope: Scope): Scoring['engagement'] {
  const rules = document.scoring.engagement ?? [];
  once(
    scope,
    'scoring.engagement',
    rules.map((rule) => rule.signal),
    'score each signal once',
  );
  return rules.map(({ signal, points, halfLife, cap }) => {
    const clause = `scoring.engagement.${signal}`;
    cite(scope, `${clause}.signal`, 'signal', signal);
    checkPoints(points, clause, scope);
    if (cap !== undefined && cap <= 0)
      report(scope, `${clause}.cap`, 'a cap of zero or less lets nothing count', 'write a cap above zero');
    const halfLifeMs = halfLife === undefined ? null : readMs(scope, `${clause}.halfLife`, halfLife);
    return { id: signal, clause, signal, points, halfLifeMs, cap: cap ?? null };
  });
}

function checkPoints(points: number, clause: string, scope: Scope): void {
  if (points === 0)
    report(scope, `${clause}.points`, 'a rule of no points changes nothing', 'give it points, above or below zero, or remove it');
}

function compileBands(document: AgreementDocument, scope: Scope): Scoring['bands'] {
  const bands = document.scoring.bands.map(({ band, fit, engagement }) => ({
    band,
    clause: `scoring.bands.${band}`,
    fitGte: fit?.gte ?? null,
    engagementGte: engagement?.gte ?? null,
  }));
  once(
    scope,
    'scoring.bands',
    bands.map((rule) => rule.band),
  );
  const floorless = bands.findIndex((rule) => rule.fitGte === null && rule.engagementGte === null);
  if (floorless === -1)
    report(
      scope,
      'scoring.bands',
      'no band is left for a lead below every floor',
      'end with a band that asks nothing: { band: cold }',
    );
  else if (floorless < bands.length - 1)
    report(
      scope,
      `scoring.bands.${bands[floorless]?.band}`,
      'this band takes every lead, so those after it never hold',
      'move it to the end',
    );
  return bands;
}

function compileBuyerStage(document: AgreementDocument, scope: Scope): Scoring['buyerStage'] {
  const stages = document.buyerStage ?? {};
  for (const [stage, signals] of Object.entries(stages))
    for (const signal of signals) cite(scope, `buyerStage.${stage}`, 'signal', signal);
  return stages;
}

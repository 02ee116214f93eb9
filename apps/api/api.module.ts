import { Module, type DynamicModule } from '@nestjs/common';
import { AgreementsController } from './agreements/agreements.controller.js';
import { SchemaController } from './agreements/schema.controller.js';
import { SigningController } from './agreements/signing.controller.js';
import { TeamsController } from './agreements/teams.controller.js';
import { apiParts, type ApiParts } from './api-parts.js';
import { AuditController } from './audit/audit.controller.js';
import { EffectsController } from './effects/effects.controller.js';
import { FactsController } from './facts/facts.controller.js';
import { FunnelController } from './funnel/funnel.controller.js';
import { HealthController } from './health/health.controller.js';
import { LeadsHealthController } from './health/leads-health.controller.js';
import { LeadListController } from './lead-list/lead-list.controller.js';
import { IncidentsController } from './incidents/incidents.controller.js';
import { ImportRuns } from './imports/import-runs.js';
import { ImportsController } from './imports/imports.controller.js';
import { CaptureController } from './leads/capture.controller.js';
import { CommandsController } from './leads/commands.controller.js';
import { LeadController } from './leads/lead.controller.js';
import { BacktestsController } from './backtests/backtests.controller.js';
import { MeController } from './members/me.controller.js';
import { MembersController } from './members/members.controller.js';
import { TokensController } from './members/tokens.controller.js';
import { authentication, type Authentication } from './members/authentication.js';
import { apiMetrics, type ApiMetrics } from './metrics/api-metrics.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { MovesController } from './moves/moves.controller.js';
import { RepQueueController } from './reps/rep-queue.controller.js';
import { ScorecardController } from './scorecard/scorecard.controller.js';
import { RetriesController } from './stuck/retries.controller.js';
import { StuckController } from './stuck/stuck.controller.js';
import { UnsubscribeController } from './unsubscribe/unsubscribe.controller.js';

const controllers = [
  CaptureController,
  CommandsController,
  LeadListController,
  LeadController,
  EffectsController,
  RepQueueController,
  StuckController,
  RetriesController,
  IncidentsController,
  FunnelController,
  ScorecardController,
  FactsController,
  ImportsController,
  AgreementsController,
  SigningController,
  MovesController,
  BacktestsController,
  TeamsController,
  MembersController,
  TokensController,
  MeController,
  SchemaController,
  HealthController,
  LeadsHealthController,
  AuditController,
  MetricsController,
  UnsubscribeController,
];

/** The wiring: every controller, and the parts they share. */
@Module({})
export class ApiModule {
  static of(parts: ApiParts, metrics: ApiMetrics, known: Authentication): DynamicModule {
    const providers = [
      { provide: apiParts, useValue: parts },
      { provide: apiMetrics, useValue: metrics },
      { provide: authentication, useValue: known },
      ImportRuns,
    ];
    return { module: ApiModule, controllers, providers };
  }
}

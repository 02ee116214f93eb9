import { Module, type DynamicModule } from '@nestjs/common';
import { AgreementsController } from './agreements/agreements.controller.js';
import { SchemaController } from './agreements/schema.controller.js';
import { TeamsController } from './agreements/teams.controller.js';
import { apiParts, type ApiParts } from './api-parts.js';
import { FactsController } from './facts/facts.controller.js';
import { HealthController } from './health/health.controller.js';
import { CaptureController } from './leads/capture.controller.js';
import { CommandsController } from './leads/commands.controller.js';
import { LeadController } from './leads/lead.controller.js';

const controllers = [
  CaptureController,
  CommandsController,
  LeadController,
  FactsController,
  AgreementsController,
  TeamsController,
  SchemaController,
  HealthController,
];

/** The wiring: every controller, and the parts they share. */
@Module({})
export class ApiModule {
  static of(parts: ApiParts): DynamicModule {
    return { module: ApiModule, controllers, providers: [{ provide: apiParts, useValue: parts }] };
  }
}

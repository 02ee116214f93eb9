import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { locate } from '../../../libs/agreement-file/locate.js';
import { parseMapping } from '../../../libs/agreement-file/parse-mapping.js';
import { compileMapping } from '../../../libs/import-file/compile-mapping.js';
import type { Mapping } from '../../../libs/import-file/mapping.js';
import { openRows } from '../../../libs/import-file/open-rows.js';
import { startImport } from '../../../libs/persistence/imports/start-import.js';
import type { Member } from '../../../libs/persistence/members/member.js';
import { importReport, type ImportReport } from '../../../libs/persistence/readers/import-report.js';
import { documentProblem } from '../agreements/document-problem.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { Answers, noToken, Problems } from '../documented.js';
import { Allow } from '../members/allow.js';
import { Who } from '../members/who.js';
import { ApiProblem } from '../problem.js';
import { uuid } from '../words.js';
import { ImportRuns } from './import-runs.js';
import { importExample, importView, reportQuery, uploadQuery } from './imports.schemas.js';
import { receiveUpload } from './receive-upload.js';
import type { Spool } from './spool.js';

const mostAtOnce = 3;
const uploadForm = {
  type: 'object' as const,
  required: ['map', 'file'],
  properties: {
    map: { type: 'string' as const, description: 'The mapping, YAML or JSON; its JSON Schema is at /v1/mapping.schema.json' },
    file: { type: 'string' as const, format: 'binary', description: 'CSV in UTF-8 with a header' },
  },
};

@ApiTags('imports')
@ApiBearerAuth()
@Problems(noToken)
@Controller('v1/imports')
export class ImportsController {
  constructor(
    @Inject(apiParts) private readonly parts: ApiParts,
    @Inject(ImportRuns) private readonly runs: ImportRuns,
  ) {}

  /**
   * Takes a file of leads and what its columns mean: `curl -F map=@map.yaml -F file=@leads.csv`. The mapping is held against the header at
   * once; the rows follow, and the report tells of each that was refused. The same file again stores nothing twice.
   */
  @Post()
  @Allow('marketing', 'ops')
  @HttpCode(202)
  @ApiOperation({ summary: 'Import a file of leads' })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: uploadForm })
  @Answers(202, 'Taken; ask for its report', importView, { ...importExample, status: 'running', rows: 0, refusals: [] })
  @Problems(
    ['request.malformed', 'The form lacks file. Send both: curl -F map=@map.yaml -F file=@leads.csv …/v1/imports'],
    ['mapping.problems', 'The mapping has 1 problem: profile.quality. Nothing is stored.'],
    ['body.unknown_type', 'Send multipart/form-data with the parts map and file.'],
    ['import.too_many', 'Three imports are running. Wait until one has ended.'],
  )
  async upload(
    @Who() who: Member,
    @Req() request: FastifyRequest,
    @Query({ schema: uploadQuery }) { dryRun }: z.infer<typeof uploadQuery>,
  ): Promise<ImportReport> {
    const { map, file } = await receiveUpload(request);
    try {
      return await this.start(readMapping(map), file, dryRun, who.id);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** How far an import has come, and the lines that were refused, a page at a time. */
  @Get(':importId')
  @Allow('marketing', 'ops')
  @ApiOperation({ summary: 'Read the report of an import' })
  @Answers(200, 'As of now', importView, importExample)
  @Problems(['import.unknown', 'There is no import with this id. POST /v1/imports gives one.'])
  async report(
    @Param('importId', { schema: uuid }) importId: string,
    @Query({ schema: reportQuery }) { after, limit }: z.infer<typeof reportQuery>,
  ): Promise<ImportReport> {
    const { source, now } = this.parts;
    const report = await importReport(source.manager, importId, { afterLine: after, limit }, now());
    if (report) return report;
    throw new ApiProblem('import.unknown', 'There is no import with this id. POST /v1/imports gives one.');
  }

  private async start(mapping: Mapping, file: Spool, dryRun: boolean, by: string): Promise<ImportReport> {
    if (this.runs.count >= mostAtOnce)
      throw new ApiProblem('import.too_many', 'Three imports are running. Wait until one has ended, and send this again.', {
        retryAfterSeconds: 30,
      });
    const rows = await openRows(file.read(), mapping);
    if (!rows.ok) throw documentProblem('mapping', rows.problems);
    const importId = randomUUID();
    await startImport(this.parts.source, { importId, mapping: mapping.name, dryRun, bytes: file.bytes, by });
    this.runs.start({ importId, dryRun, by, mapping, rows: rows.value }, () => file.close());
    return this.report(importId, { after: 0, limit: 100 });
  }
}

function readMapping(text: string): Mapping {
  const document = parseMapping(text);
  if (!document.ok) throw documentProblem('mapping', document.problems);
  const mapping = compileMapping(document.value);
  if (!mapping.ok) throw documentProblem('mapping', locate(mapping.problems, text));
  return mapping.value;
}

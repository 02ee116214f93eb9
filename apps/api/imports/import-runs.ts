import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { endImport, type ImportEnd } from '../../../libs/persistence/imports/end-import.js';
import { apiParts, type ApiParts } from '../api-parts.js';
import { runImport, type ImportToRun } from './run-import.js';

/** The imports that this process runs. They end before it does, each at the end of a batch. */
@Injectable()
export class ImportRuns implements OnModuleDestroy {
  private readonly running = new Set<Promise<void>>();
  private readonly stop = new AbortController();

  constructor(@Inject(apiParts) private readonly parts: ApiParts) {}

  get count(): number {
    return this.running.size;
  }

  /** Returns at once; `done` is called at the end, however it ends. */
  start(run: ImportToRun, done: () => Promise<void>): void {
    const { log } = this.parts;
    const ended = this.run(run)
      .finally(done)
      .catch((err: unknown) => log.error({ err, importId: run.importId }, 'an import left its file open'))
      .finally(() => this.running.delete(ended));
    this.running.add(ended);
  }

  async onModuleDestroy(): Promise<void> {
    this.stop.abort();
    await Promise.all(this.running);
  }

  /** What can't be noted now, since Postgres is away, shows by the import's silence. */
  private async run(run: ImportToRun): Promise<void> {
    const { source, log } = this.parts;
    const { importId } = run;
    const end = await this.endOf(run);
    await endImport(source, importId, end).catch((err: unknown) => log.error({ err, importId }, 'an import ended unnoted'));
    log.info({ importId, status: end.status }, 'an import ended');
  }

  private async endOf(run: ImportToRun): Promise<ImportEnd> {
    const { source, now, log } = this.parts;
    const { importId } = run;
    try {
      return await runImport(run, { source, now, signal: this.stop.signal });
    } catch (err) {
      log.error({ err, importId }, 'an import failed');
      return { status: 'failed', problem: broken(importId) };
    }
  }
}

const broken = (importId: string) => ({
  path: 'import',
  message: 'something broke on our side',
  cure: `ask ops to look for import ${importId} in the log of the API; then send the same file again: what is in stays as it is`,
});

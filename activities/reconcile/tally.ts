import type { Example, FindingKind, Lost, ReconcileProgress } from '../../libs/messages/reconcile.js';
import type { Logger } from '../../libs/process/log.js';

const mostExamples = 100;
const noLoss: Lost = { from: null, commands: 0, commandIds: [], leads: 0, leadIds: [] };

/** Adds up what is found and mended, page by page; each lead is logged with its code. */
export class Tally {
  private named: Set<string>;

  /** `named`: what an attempt before has counted of the page. */
  constructor(
    public progress: ReconcileProgress,
    private readonly log: Logger,
    named: string[] = [],
  ) {
    this.named = new Set(named);
  }

  /** What this page has counted by name. */
  get names(): string[] {
    return [...this.named];
  }

  has(name: string): boolean {
    return this.named.has(name);
  }

  /** Counts what has this name, unless it is counted: also by an attempt before that did not come to the end of the page. */
  once(name: string, count: () => void): void {
    if (this.named.has(name)) return;
    count();
    this.named.add(name);
  }

  turnPage(): void {
    this.named = new Set();
  }

  looked(leads: number): void {
    this.progress = { ...this.progress, looked: this.progress.looked + leads };
  }

  found(kind: FindingKind, leadIds: string[], code: string): void {
    for (const leadId of leadIds) this.log.warn({ leadId, code }, 'Postgres and Temporal disagree');
    this.add('found', kind, leadIds.length);
    const examples: Example[] = leadIds.map((leadId) => ({ leadId, code }));
    this.progress = { ...this.progress, examples: [...this.progress.examples, ...examples].slice(0, mostExamples) };
  }

  repaired(kind: FindingKind, count: number): void {
    this.add('repaired', kind, count);
  }

  lostCommands(from: string | null, commands: Lost['commandIds']): void {
    const lost = this.progress.lost ?? noLoss;
    const later = from !== null && (lost.from === null || from > lost.from) ? from : lost.from;
    const commandIds = [...lost.commandIds, ...commands].slice(0, mostExamples);
    this.progress = { ...this.progress, lost: { ...lost, from: later, commands: lost.commands + commands.length, commandIds } };
  }

  lostLeads(leadIds: string[]): void {
    const lost = this.progress.lost ?? noLoss;
    const ids = [...lost.leadIds, ...leadIds].slice(0, mostExamples);
    this.progress = { ...this.progress, lost: { ...lost, leads: lost.leads + leadIds.length, leadIds: ids } };
  }

  private add(what: 'found' | 'repaired', kind: FindingKind, count: number): void {
    const counts = this.progress[what];
    this.progress = { ...this.progress, [what]: { ...counts, [kind]: counts[kind] + count } };
  }
}

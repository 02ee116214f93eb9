import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../libs/persistence/data-source.js';
import { median, say } from './figure.js';

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Total Time': number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: Node[];
}
export interface Executed {
  'Query Text': string;
  Plan: Node;
}

/** A source of the same database whose statements all tell how they were carried out (auto_explain). */
export async function watchPlans(source: DataSource): Promise<{ source: DataSource; plans: Executed[] }> {
  const url = new URL((source.options as { url?: string }).url ?? '');
  const explain = { log_min_duration: 0, log_analyze: 'on', log_buffers: 'on', log_format: 'json', log_level: 'notice' };
  const settings = Object.entries(explain).map(([name, value]) => `-c auto_explain.${name}=${value}`);
  url.searchParams.set('options', ['-c session_preload_libraries=auto_explain', ...settings].join(' '));
  const plans: Executed[] = [];
  const watched = await createDataSource(url.href, { poolSize: 4 }).initialize();
  // Not on `connect`: the pool has its first connection by now.
  (watched.driver as unknown as { master: Pool }).master.on('acquire', (client) => {
    if (client.listenerCount('notice') > 0) return;
    client.on('notice', ({ message = '' }) => {
      const json = /\{[\s\S]*\}/.exec(message)?.[0];
      if (json !== undefined) plans.push(JSON.parse(json) as Executed);
    });
  });
  return { source: watched, plans };
}

export interface Plan {
  statement: string;
  /** How it found its rows: index by index, table by table. */
  by: string;
  ms: number;
  buffers: number;
}

export function planOf({ 'Query Text': text, Plan: plan }: Executed): Plan {
  const nodes = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodes)];
  const by = nodes(plan).flatMap(({ 'Node Type': type, 'Index Name': index, 'Relation Name': table }) => {
    if (index !== undefined) return [index];
    return type === 'Seq Scan' ? [`all of ${table}`] : [];
  });
  return {
    statement: text.replaceAll(/\s+/g, ' ').trim().slice(0, 90),
    by: [...new Set(by)].join(', '),
    ms: plan['Actual Total Time'],
    buffers: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
  };
}

/** One line a statement and way it was carried out, with medians. */
export function tellPlans(plans: Plan[]): void {
  const alike = new Map<string, Plan[]>();
  for (const plan of plans) {
    const key = `${plan.statement} | ${plan.by}`;
    alike.set(key, [...(alike.get(key) ?? []), plan]);
  }
  for (const [key, some] of alike) {
    const of = (part: 'ms' | 'buffers'): number => median(some.map((plan) => plan[part]));
    say(`${key} | ${some.length} times, ${of('ms').toFixed(2)} ms, ${of('buffers')} buffers`);
  }
}

import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import { isGrpcServiceError } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { leadAttributes } from '../messages/search-attributes.js';
import { keepSchedules } from './keep-schedules.js';

const retention = msToTs('90 days');
const keyword = 2; // temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD
const alreadyExists = 6; // gRPC ALREADY_EXISTS
const patienceMs = 60_000;

type Services = Pick<Connection, 'workflowService' | 'operatorService'>;

/**
 * Makes a namespace fit for leads: there, keeping ended runs for 90 days, knowing our search attributes and Schedules. Safe to repeat, and by several at once.
 * Returns when a workflow can use them. Throws if the namespace can't be changed, naming what to run by hand.
 */
export async function prepareNamespace(services: Connection, namespace: string): Promise<void> {
  try {
    await unlessThere(services.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: retention }));
    await keepFor90Days(services, namespace);
    await registerAttributes(services, namespace);
    await eventually(() => keepSchedules(services, namespace));
  } catch (cause) {
    const attributes = leadAttributes.map((name) => `--name ${name} --type Keyword`).join(' ');
    throw new Error(
      `The Temporal namespace ${namespace} can't be prepared. By hand: temporal operator namespace create -n ${namespace} --retention 90d; ` +
        `temporal operator search-attribute create -n ${namespace} ${attributes}`,
      { cause },
    );
  }
}

async function keepFor90Days({ workflowService }: Services, namespace: string): Promise<void> {
  const { config } = await eventually(() => workflowService.describeNamespace({ namespace }));
  if (Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) >= Number(retention.seconds)) return;
  await workflowService.updateNamespace({ namespace, config: { workflowExecutionRetentionTtl: retention } });
}

async function registerAttributes({ operatorService }: Services, namespace: string): Promise<void> {
  const missing = await missingAttributes(operatorService, namespace);
  if (missing.length === 0) return;
  const searchAttributes = Object.fromEntries(missing.map((name) => [name, keyword]));
  await unlessThere(operatorService.addSearchAttributes({ namespace, searchAttributes }));
  await eventually(async () => {
    if ((await missingAttributes(operatorService, namespace)).length > 0) throw new Error('not there yet');
  });
}

async function missingAttributes(operatorService: Services['operatorService'], namespace: string): Promise<string[]> {
  const { customAttributes } = await eventually(() => operatorService.listSearchAttributes({ namespace }));
  return leadAttributes.filter((name) => !(name in (customAttributes ?? {})));
}

async function unlessThere(call: Promise<unknown>): Promise<void> {
  await call.catch((error: unknown) => {
    if (!isGrpcServiceError(error) || (error.code as number) !== alreadyExists) throw error;
  });
}

// A fresh namespace reaches the servers' caches only after a while.
async function eventually<T>(call: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
    }
    await pause(100);
  }
}

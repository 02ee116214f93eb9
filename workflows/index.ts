// Every workflow the worker hosts, by the name that Temporal knows it by.
export { freeStuck } from './free-stuck/free-stuck.workflow.js';
export { leadLifecycle } from './lead-lifecycle/lead-lifecycle.workflow.js';
export { reconcile } from './reconcile/reconcile.workflow.js';

// Every workflow the worker hosts, by the name that Temporal knows it by.
export { audit } from './audit/audit.workflow.js';
export { backtest } from './backtest/backtest.workflow.js';
export { freeStuck } from './free-stuck/free-stuck.workflow.js';
export { leadLifecycle } from './lead-lifecycle/lead-lifecycle.workflow.js';
export { moveLeads } from './move-leads/move-leads.workflow.js';
export { reconcile } from './reconcile/reconcile.workflow.js';

// Every workflow the worker hosts, by the name that Temporal knows it by.
export { leadLifecycle } from './lead-lifecycle/lead-lifecycle.workflow.js';

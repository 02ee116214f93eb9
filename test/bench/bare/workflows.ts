// All that the bare worker hosts.
export { bare, bareLife } from './bare.workflow.js';
export { naiveLead } from './naive-lead.workflow.js';
export { sleeper } from './sleeper.workflow.js';

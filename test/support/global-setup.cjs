require('./typescript-imports.cjs');
const { acquireTestStack } = require('./test-stack-users.ts');

module.exports = acquireTestStack;

require('./typescript-imports.cjs');
const { releaseTestStack } = require('./test-stack-users.ts');

module.exports = releaseTestStack;

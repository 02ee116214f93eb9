import js from '@eslint/js';
import tseslint from 'typescript-eslint';

// Import rules live in .dependency-cruiser.cjs, layout in Prettier. Here: what a reader or a running lead would trip over.
const readsClock = [
  {
    selector:
      'CallExpression[callee.object.name="Date"][callee.property.name="now"], NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'The core reads no clock. Take the instant as an argument.',
  },
  {
    selector: 'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
    message: 'The core draws no lots: the same inputs must give the same events.',
  },
];
const noEnums = {
  selector: 'TSEnumDeclaration',
  message: 'No enums: a union of strings, or a const array and its element type.',
};
const style = [
  noEnums,
  { selector: 'ExportDefaultDeclaration', message: 'No default exports: export the name that the file bears.' },
];
const tests = ['**/*.spec.ts', 'test/**/*.ts'];

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', '.baton/', 'coverage/'] },
  js.configs.recommended,
  { files: ['**/*.{cjs,mjs}'], languageOptions: { globals: nodeGlobals() } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Sees the decorators of apps/api and leaves the imports alone that dependency injection needs at run time.
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', 250],
      'max-depth': ['error', 3],
      complexity: ['error', 15],
      'no-restricted-syntax': ['error', ...style],
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Only libs/process/env.ts reads the environment. Take the value as an argument.',
        },
      ],
    },
  },
  {
    files: ['libs/domain/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...style, ...readsClock] },
  },
  {
    files: ['workflows/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }] },
  },
  { files: ['libs/process/env.ts'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['apps/local/**/*.ts', 'apps/cli/**/*.ts', 'examples/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: tests,
    rules: {
      'no-console': 'off',
      'no-restricted-properties': 'off',
      // Jest wants its set-up as default exports.
      'no-restricted-syntax': ['error', noEnums],
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);

function nodeGlobals() {
  const names = ['console', 'process', 'module', 'require', '__dirname', 'URL', 'setTimeout', 'clearTimeout', 'Buffer', 'fetch'];
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}

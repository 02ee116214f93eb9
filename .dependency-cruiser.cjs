// Who may import whom: five rules, no exceptions. Each comment says what to do instead. test/import-rules.spec.ts proves that every rule bites.
const spec = '\\.spec\\.ts$';
const tests = ['^test/', spec];

module.exports = {
  forbidden: [
    {
      name: '1-domain-is-pure',
      comment:
        'libs/domain imports only libs/domain. Instead: take what you need as an argument, or put a plain type into libs/domain.',
      severity: 'error',
      from: { path: '^libs/domain/', pathNot: spec },
      to: { pathNot: '^libs/domain/' },
    },
    {
      name: '2-workflows-are-sealed',
      comment:
        'A workflow imports workflows, libs/domain, libs/messages and @temporalio/workflow. Instead: do the work in an activity and call it through proxyActivities.',
      severity: 'error',
      from: { path: '^workflows/', pathNot: spec },
      to: { pathNot: ['^workflows/', '^libs/(domain|messages)/', '^activities/', '^node_modules/@temporalio/workflow/'] },
    },
    {
      name: '2-workflows-know-activities-by-type',
      comment: 'A workflow knows activities as types. Instead: `import type { Activities }` and proxyActivities<Activities>().',
      severity: 'error',
      from: { path: '^workflows/', pathNot: spec },
      to: { path: '^activities/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: '3-libs-stand-alone',
      comment:
        'A lib knows no activity, workflow or app. Instead: move the shared part down into a lib, or hand it in from the app.',
      severity: 'error',
      from: { path: '^libs/', pathNot: spec },
      to: { path: '^(activities|workflows|apps)/' },
    },
    {
      name: '3-apps-stand-apart',
      comment: 'No app imports another. Instead: speak over HTTP or Temporal, or move the shared part into a lib.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: spec },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: '3-product-knows-no-test',
      comment: 'What ships imports no test, no example. Instead: move it into the room that owns the idea.',
      severity: 'error',
      from: { path: '^(apps|workflows|activities|libs)/', pathNot: spec },
      to: { path: '^(test|examples)/' },
    },
    {
      name: '4-one-writer-of-life',
      comment: 'Only activities write a life. Instead: send a command or a fact, and let the turn decide.',
      severity: 'error',
      from: { pathNot: ['^activities/', '^libs/persistence/turn/', ...tests] },
      to: { path: '^libs/persistence/turn/' },
    },
    {
      name: '4-readers-serve-the-api',
      comment:
        'Readers answer questions asked over HTTP. Instead: ask the API, or write the query beside the turn or the relay that needs it.',
      severity: 'error',
      from: { pathNot: ['^apps/api/', '^libs/persistence/readers/', ...tests] },
      to: { path: '^libs/persistence/readers/' },
    },
    {
      name: '4-entities-stay-in-persistence',
      comment:
        'Entities are the shape of a table, nobody else’s word. Instead: return a plain type from a function in libs/persistence.',
      severity: 'error',
      from: { pathNot: '^libs/persistence/' },
      to: { path: '^libs/persistence/entities/' },
    },
    {
      name: '4-temporal-client-in-one-place',
      comment: 'Only libs/temporal holds a Temporal client. Instead: add the question to its lead client.',
      severity: 'error',
      from: { pathNot: ['^libs/temporal/', ...tests] },
      to: { path: '^node_modules/@temporalio/client/' },
    },
    {
      name: '4-nest-in-the-api',
      comment: 'Nest lives in apps/api. Instead: write a plain function and call it from there.',
      severity: 'error',
      from: { pathNot: ['^apps/api/', ...tests] },
      to: { path: '^node_modules/@nestjs/' },
    },
    {
      name: '5-no-cycles',
      comment: 'Two files that need each other are one idea or three. Instead: move what both need into a third file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: '5-no-orphans',
      comment: 'A file that nothing needs and that needs nothing is left over. Instead: delete it, or use it.',
      severity: 'error',
      from: { orphan: true, pathNot: ['\\.(json|md|mjs|cjs)$', '^libs/persistence/migrations/'] },
      to: {},
    },
    {
      name: '5-no-drawers',
      comment: 'A folder or file called utils, helpers, common or shared is a drawer. Instead: name it after what it does.',
      severity: 'error',
      from: {},
      to: { path: '(^|/)(utils?|helpers?|common|shared|manager)(/|\\.ts$)', pathNot: '^node_modules/' },
    },
    {
      name: '5-no-loose-ends',
      comment:
        'An import that resolves to nothing, or to a package that is not in the dependencies. Instead: mend the path, or install it.',
      severity: 'error',
      from: { path: '^(apps|workflows|activities|libs)/', pathNot: spec },
      to: { dependencyTypes: ['unknown', 'undetermined', 'npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.baton|coverage)/' },
    enhancedResolveOptions: {
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};

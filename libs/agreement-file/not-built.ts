/** Clauses of the design that a later issue builds. They are refused by name, so that nobody signs what Baton would not keep. */
const clauses = [/(^|\.)late$/];

export const notBuiltCure = 'remove it; libs/agreement-file/agreement.schema.json lists what is built';

export const isNotBuilt = (path: string): boolean => clauses.some((clause) => clause.test(path));

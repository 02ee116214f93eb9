/** Clauses of the design that a later issue builds. They are refused by name, so that nobody signs what Baton would not keep. */
const clauses = [/^(signs|review|missing|promises)$/, /^followUp\.(results|gap)$/, /^outcomes\.[^.]+\.contest$/, /(^|\.)late$/];

const values: { at: RegExp; value: string }[] = [
  { at: /\.clocks\.[^.]+\.from$/, value: 'occurred' },
  { at: /\.clocks\.[^.]+\.from$/, value: 'last-touch' },
  { at: /\.strategy$/, value: 'first-come' },
];

export const notBuiltCure = 'remove it; libs/agreement-file/agreement.schema.json lists what is built';

export const isNotBuilt = (path: string): boolean => clauses.some((clause) => clause.test(path));
export const isNotBuiltValue = (path: string, value: unknown): boolean =>
  values.some((known) => known.at.test(path) && known.value === value);

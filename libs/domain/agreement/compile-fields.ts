import type { AgreementDocument } from './document.js';
import { report, type Scope } from './scope.js';
import type { FieldRule, Terms } from './terms.js';

/** The words every profile has, declared or not. `email.domain` is derived; a declaration of the same name takes their place. */
export const builtInFields = [
  'name',
  'firstName',
  'lastName',
  'email',
  'email.domain',
  'phone',
  'company.name',
  'company.domain',
  'country',
  'timeZone',
  'source',
] as const;

export function compileFields(document: AgreementDocument, scope: Pick<Scope, 'problems'>): Terms['fields'] {
  const builtIn = builtInFields.map((path): [string, FieldRule] => [
    path,
    { clause: 'built in', oneOf: null, number: false, blank: [] },
  ]);
  const declared = Object.entries(document.fields ?? {}).map(([path, field]): [string, FieldRule] => {
    const clause = `fields.${path}`;
    if (field.number === true && field.oneOf?.some((value) => typeof value !== 'number'))
      report(
        scope,
        `${clause}.oneOf`,
        'a field declared a number lists values that are none',
        'write numbers, or remove `number: true`',
      );
    const { oneOf = null, number = false, blank = [], never } = field;
    return [path, { clause, oneOf, number, blank, ...(never === undefined ? {} : { never }) }];
  });
  return Object.fromEntries([...builtIn, ...declared]);
}

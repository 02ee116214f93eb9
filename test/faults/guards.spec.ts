import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../libs/embedded/project-root.js';

interface Guard {
  guard: string;
  file: string;
  text: string;
  tests: [tier: string, file: string, name: string];
}
const read = (file: string): string => readFileSync(join(projectRoot, file), 'utf8');
const guards = JSON.parse(read('test/faults/guards.json')) as Guard[];

/** `npm run test:guards` breaks each and takes minutes; that it still finds what to break is told here. */
describe('the guards', () => {
  it.each(guards.map((one) => [one.guard, one] as const))(
    '%s stands where it is said to stand, once',
    (_, { file, text, tests }) => {
      expect(read(file).split(text)).toHaveLength(2);
      expect(existsSync(join(projectRoot, tests[1]))).toBe(true);
    },
  );
});

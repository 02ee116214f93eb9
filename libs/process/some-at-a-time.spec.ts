import { someAtATime } from './some-at-a-time.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('works on all, in order, and on no more at a time than is said', async () => {
  const begun: number[] = [];
  let now = 0;
  let most = 0;
  await someAtATime([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    begun.push(item);
    most = Math.max(most, (now += 1));
    await turn();
    now -= 1;
  });
  expect(begun).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(3);
});

it('ends at once when there is nothing to do', () => expect(someAtATime([], 3, turn)).resolves.toBeUndefined());

it('rejects with the first error', () =>
  expect(someAtATime([1, 2], 1, (item) => Promise.reject(new Error(`no ${item}`)))).rejects.toThrow('no 1'));

import { atOnce } from './at-once.js';

describe('work done at once', () => {
  it('gives each its answer', async () => {
    expect(await atOnce([Promise.resolve(1), Promise.resolve('two')])).toEqual([1, 'two']);
  });

  it('throws what failed first, once all have ended', async () => {
    const later = Promise.withResolvers<void>();
    const ended: string[] = [];
    const slow = later.promise.then(() => ended.push('slow'));
    const done = atOnce([
      slow,
      Promise.reject(new Error('first')),
      later.promise.then(() => Promise.reject(new Error('second'))),
    ]);
    later.resolve();
    await expect(done).rejects.toThrow('first');
    expect(ended).toEqual(['slow']);
  });
});

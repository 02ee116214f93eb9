import { atOnce } from './at-once.js';

describe('work done at once', () => {
  it('gives each its answer', async () => {
    expect(await atOnce([Promise.resolve(1), Promise.resolve('two')])).toEqual([1, 'two']);
  });

  it('throws what failed first, once all have ended', async () => {
    const ended: string[] = [];
    const slow = async (): Promise<void> => {
      await new Promise((resolve) => setImmediate(resolve));
      ended.push('slow');
      throw new Error('second');
    };
    await expect(atOnce([slow(), Promise.reject(new Error('first'))])).rejects.toThrow('first');
    expect(ended).toEqual(['slow']);
  });
});

import { QueryFailedError } from 'typeorm';
import { atOnce } from './at-once.js';

describe('work done at once', () => {
  it('gives each its answer', async () => {
    expect(await atOnce([Promise.resolve(1), Promise.resolve('two')])).toEqual([1, 'two']);
  });

  it('throws the first failure in the order given, once all have ended', async () => {
    const ended: string[] = [];
    const slow = async (): Promise<void> => {
      await new Promise((resolve) => setImmediate(resolve));
      ended.push('slow');
      throw new Error('the first');
    };
    await expect(atOnce([slow(), Promise.reject(new Error('the second'))])).rejects.toThrow('the first');
    expect(ended).toEqual(['slow']);
  });

  it('throws what made the transaction fail, not what failed because of it', async () => {
    const echo = failed('25P02');
    await expect(atOnce([Promise.reject(echo), Promise.reject(failed('57014'))])).rejects.toMatchObject({
      driverError: { code: '57014' },
    });
    await expect(atOnce([Promise.reject(echo)])).rejects.toBe(echo);
  });
});

const failed = (code: string): QueryFailedError => new QueryFailedError('select', [], Object.assign(new Error(code), { code }));

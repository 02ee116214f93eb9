import { z } from 'zod';

/** What the schema says when a value does not fit: what is wrong, and the cure. Both travel through zod in its one message. */
export const say = (message: string, cure: string): string => `${message}\n${cure}`;

export function heard(message: string): { message: string; cure: string } | null {
  const [said, cure] = message.split('\n');
  return said === undefined || cure === undefined ? null : { message: said, cure };
}

/** An object that knows all its keys. An unknown key's issue carries the known ones as its message, for a hint at what was meant. */
export function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : undefined),
  });
}

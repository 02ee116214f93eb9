import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether an authorization header bears the token; takes the same time whatever was sent. */
export function bearsToken(token: string): (authorization: string | undefined) => boolean {
  const wanted = digest(`Bearer ${token}`);
  return (authorization = '') => timingSafeEqual(digest(authorization.replace(/^bearer /i, 'Bearer ')), wanted);
}

/** Equal lengths for the comparison. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

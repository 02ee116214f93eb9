import { hash, randomBytes } from 'node:crypto';

/** 256 random bits. The prefix lets scanners of secrets find one that leaked. */
export const newToken = (): string => `baton_${randomBytes(32).toString('base64url')}`;

/** What is kept of a token. It needs no salt and no slow hash: nobody guesses 256 bits. */
export const hashOf = (token: string): Buffer => hash('sha256', token, 'buffer');

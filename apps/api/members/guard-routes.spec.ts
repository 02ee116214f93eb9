import Fastify, { type FastifyInstance } from 'fastify';
import { guardRoutes } from './guard-routes.js';

const nobody = { bearerOf: () => Promise.reject(new Error('nobody is known here')), forget: () => undefined };
const guarded = (): FastifyInstance => {
  const fastify = Fastify();
  guardRoutes(fastify, nobody);
  return fastify;
};
const answer = () => Promise.resolve('here');

describe('a route', () => {
  it('that does not say who may call it is refused at the start', () => {
    expect(() => guarded().get('/v1/leads', answer)).toThrow('GET /v1/leads does not say who may call it. Give it @Allow');
  });

  it('whose word no scope knows is refused at the start', () => {
    const config = { allowed: ['admin' as const] };
    expect(() => guarded().get('/v1/prospects', { config }, answer)).toThrow('apps/api/members/scopes.ts');
  });

  it('that everybody may call asks for no token; another does', async () => {
    const fastify = guarded();
    fastify.get('/healthz', { config: { allowed: 'everybody' } }, answer);
    fastify.get('/v1/leads', { config: { allowed: ['admin'] } }, answer);
    expect((await fastify.inject('/healthz')).body).toBe('here');
    expect((await fastify.inject('/v1/leads')).statusCode).toBe(500);
    expect((await fastify.inject({ method: 'HEAD', url: '/v1/leads' })).statusCode).toBe(500);
    expect((await fastify.inject('/nowhere')).statusCode).toBe(500);
  });
});

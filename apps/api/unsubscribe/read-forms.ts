import type { FastifyInstance } from 'fastify';

const formType = 'application/x-www-form-urlencoded';

/** A mail program's one click comes as a form; what stands in it does not matter. Everywhere else a form is refused as before. */
export function readForms(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(formType, { parseAs: 'string', bodyLimit: 4_096 }, (request, _body, done) => {
    if (request.routeOptions.url?.startsWith('/v1/unsubscribe/')) done(null, undefined);
    else done(Object.assign(new Error('A form'), { code: 'FST_ERR_CTP_INVALID_MEDIA_TYPE', statusCode: 415 }));
  });
}

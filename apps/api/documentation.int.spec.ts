import { apiUnderTest, type ApiUnderTest } from '../../test/support/api-under-test.js';

let api: ApiUnderTest;
beforeAll(async () => {
  api = await apiUnderTest('documentation');
});
afterAll(() => api.close());

describe('documentation', () => {
  it('is OpenAPI 3.1, open to all, with the problems of every route', async () => {
    const { body } = await api.get('/openapi.json', { authorization: '' });
    expect(body['openapi']).toBe('3.1.0');
    const paths = body['paths'] as Record<string, Record<string, { responses: Record<string, { content?: object }> }>>;
    for (const [path, methods] of Object.entries(paths)) {
      if (path.endsWith('z') || path.startsWith('/v1/unsubscribe/') || path.endsWith('.json')) continue;
      for (const { responses } of Object.values(methods))
        expect(Object.keys(responses['401']?.content ?? {})).toEqual(['application/problem+json']);
    }
    const pages = await api.get('/docs', { authorization: '' });
    expect([pages.status, pages.type]).toEqual([200, expect.stringContaining('text/html')]);
  });

  it('refers to nothing that is not there', async () => {
    const { body } = await api.get('/openapi.json');
    const refs = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
    const { schemas: known } = body['components'] as { schemas: Record<string, unknown> };
    expect(refs.filter((name) => !(name! in known))).toEqual([]);
    expect(refs.length).toBeGreaterThan(10);
  });
});

import { Hono } from 'hono';
import type { ApiParts } from './parts.ts';

/** What asks whether the server is up, by the names that are usual. It tells no data and wants no token. */
export function createHealthRoutes({ docent, version, log }: Pick<ApiParts, 'docent' | 'version' | 'log'>): Hono {
  const app = new Hono();
  for (const path of ['/health', '/healthz', '/livez'] as const) app.get(path, (c) => c.json({ status: 'ok', version }));
  app.get('/readyz', async (c) => {
    try {
      // The one way to know that the data can be read is to read it.
      await docent.threads.get('');
      return c.json({ status: 'ok', version });
    } catch (error) {
      log.warn(`Not ready: ${String(error)}`);
      return c.json({ status: 'unavailable', version }, 503);
    }
  });
  return app;
}

import type { IncomingHttpHeaders } from 'node:http';
import { listen, type Listening } from '../../fixtures/modelServer/listen.ts';

/** A server with some documents; all else it does not have. */
export interface JsonServer extends Listening {
  readonly requests: readonly { readonly url: string; readonly headers: IncomingHttpHeaders }[];
}

/** @param documents by path */
export async function jsonServer(documents: Readonly<Record<string, unknown>>): Promise<JsonServer> {
  const requests: { url: string; headers: IncomingHttpHeaders }[] = [];
  const server = await listen(({ url = '', headers }, response) => {
    requests.push({ url, headers });
    response.writeHead(url in documents ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(documents[url] ?? {}));
  }, 0);
  return { ...server, requests };
}

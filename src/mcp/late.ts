import type { McpHttp } from './http.ts';
import type { McpParts } from './parts.ts';

/** The MCP server over HTTP, which is loaded when the first client comes: most servers have none. */
export function lateMcp(parts: McpParts): McpHttp {
  let loaded: Promise<McpHttp> | null = null;
  return {
    async handle(request) {
      loaded ??= import('./http.ts').then(({ createMcpHttp }) => createMcpHttp(parts));
      return (await loaded).handle(request);
    },
    async close() {
      await (await loaded)?.close();
    },
  };
}

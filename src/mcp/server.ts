import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
  type CallToolResult,
  type ServerNotification,
  type ServerRequest,
} from '@modelcontextprotocol/sdk/types.js';
import { DocentError, errorInfo } from '../core/types/errors.ts';
import { listDocuments, readResource } from './documents.ts';
import { masked } from './masked.ts';
import type { McpParts } from './parts.ts';
import { runPython } from './python.ts';
import { readLines } from './readLines.ts';
import { searchKnowledge } from './search.ts';
import { createSession } from './session.ts';
import { listStores } from './stores.ts';
import type { McpCall, McpTool } from './tool.ts';
import { DOCUMENT_TEMPLATE } from './uri.ts';

/** A client that is connected. */
export interface McpConnection {
  /** Resolves when nothing is being answered. */
  idle(): Promise<void>;
  /** Stops what is being done for it, and deletes what its code left. */
  close(): Promise<void>;
}

const TOOLS: readonly McpTool[] = [searchKnowledge, readLines, listStores, runPython];
const INSTRUCTIONS =
  'Docent knows the user’s files and documents. Search before you answer questions about them, read on where a passage is too short, and cite file and lines. Compute with Python.';
const TEMPLATE = {
  uriTemplate: DOCUMENT_TEMPLATE,
  name: 'document',
  title: 'Indexed document',
  description: 'The text of a document: “workspace” and its path, or a vector store and the id of an uploaded file.',
};

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** Answers one client. */
export async function connectClient(parts: McpParts, transport: Transport): Promise<McpConnection> {
  const { docent, version, log } = parts;
  const session = createSession(docent);
  const { server } = new McpServer(
    { name: 'docent', title: 'Docent', version },
    { capabilities: { tools: {}, resources: {} }, instructions: INSTRUCTIONS },
  );
  const running = new Set<Promise<unknown>>();

  /** A failure of a request that is no call of a tool is the protocol's. */
  async function answered<T>(work: Promise<T>): Promise<T> {
    running.add(work);
    try {
      return await work;
    } catch (error) {
      if (error instanceof McpError) throw error;
      if (!(error instanceof DocentError)) log.error(`MCP: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      throw new McpError(error instanceof DocentError ? ErrorCode.InvalidParams : ErrorCode.InternalError, errorInfo(error).message);
    } finally {
      running.delete(work);
    }
  }

  async function callTool(name: string, args: unknown, extra: Extra): Promise<CallToolResult> {
    const tool = TOOLS.find(({ definition }) => definition.name === name);
    if (!tool) throw new McpError(ErrorCode.InvalidParams, `There is no tool “${name}”.`);
    try {
      const progress = progressOf(extra);
      return masked(await tool.call(args, { ...parts, session, signal: extra.signal, progress, waitFor: waitingWith(progress) }));
    } catch (error) {
      extra.signal.throwIfAborted();
      if (!(error instanceof DocentError)) log.error(`MCP: ${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return { content: [{ type: 'text', text: errorInfo(error).message }], isError: true };
    }
  }

  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: TOOLS.map(({ definition }) => definition) }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) => answered(callTool(params.name, params.arguments, extra)));
  server.setRequestHandler(ListResourcesRequestSchema, ({ params }) => answered(listDocuments(params?.cursor, parts)));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({ resourceTemplates: [TEMPLATE] }));
  server.setRequestHandler(ReadResourceRequestSchema, async ({ params }) => masked(await answered(readResource(params.uri, session, parts))));
  // What is no message of the protocol, or can't be sent any more: it concerns this client alone.
  server.onerror = (error) => log.warn(`MCP: ${error.message.split('\n')[0]}`);
  await server.connect(transport);
  return {
    async idle() {
      while (running.size > 0) await Promise.allSettled(running);
    },
    async close() {
      await server.close();
      await session.close();
    },
  };
}

/** What takes no longer is not worth a word. In milliseconds. */
const UNTOLD_MS = 300;

function waitingWith(progress: (message: string) => void): McpCall['waitFor'] {
  return async (work, what) => {
    const timer = setTimeout(progress, UNTOLD_MS, what);
    try {
      return await work;
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Tells how it goes; not where the client has not asked for it. */
function progressOf({ _meta, sendNotification, signal }: Extra): (message: string) => void {
  const progressToken = _meta?.progressToken;
  if (progressToken === undefined) return () => undefined;
  let progress = 0;
  return (message) => {
    if (signal.aborted) return;
    // A client that is gone needs no word of it.
    sendNotification({ method: 'notifications/progress', params: { progressToken, progress: ++progress, message } }).catch(() => undefined);
  };
}

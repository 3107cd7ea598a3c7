import * as vscode from 'vscode';
import type { ApiServer } from '../../api/server.ts';
import { lateMcp } from '../../mcp/late.ts';
import type { McpParts } from '../../mcp/parts.ts';
import { lm } from '../languageModelApi.ts';
import { onSettingChange, settings } from '../settings.ts';
import { trustedFolders } from '../workspace.ts';

/** As package.json declares it. */
const PROVIDER = 'docent.mcp';
/** Until the editor wants to use it nothing listens. */
const NOT_YET = 'http://127.0.0.1/mcp';

/** The MCP server for the editor's own chat and agents, and for clients of the local API: this window's index, Python and data. */
export interface EditorMcp extends vscode.Disposable {
  /** Answers a request over HTTP, whoever listens for it. */
  readonly handle: (request: Request) => Promise<Response>;
  /** Tells what else decides whether it is offered: the workspace is trusted, or its folders changed. */
  changed(): void;
}

export type EditorMcpParts = Omit<McpParts, 'folders'>;

/** Offers the server to the editor, where the editor has a place for it, the workspace is trusted, and the setting does not say no. */
export function registerMcp(parts: EditorMcpParts): EditorMcp {
  const { log, version } = parts;
  const mcp = lateMcp({ ...parts, folders: trustedFolders });
  const changed = new vscode.EventEmitter<void>();
  let listening: Promise<Listening> | null = null;

  async function listen(): Promise<Listening> {
    await parts.docent.data.use();
    const [{ localAccess }, { createMcpApp }, { newToken, serveApi }] = await Promise.all([import('../../api/access.ts'), import('../../api/mcp.ts'), import('../../api/server.ts')]);
    const token = newToken();
    const server = await serveApi(createMcpApp(mcp.handle, localAccess(token)), 0);
    const url = new URL('/mcp', server.url).href;
    log.info(`MCP: served to the editor at ${url}`);
    return { server, url, token };
  }

  const provider: vscode.McpServerDefinitionProvider<vscode.McpHttpServerDefinition> = {
    onDidChangeMcpServerDefinitions: changed.event,
    provideMcpServerDefinitions: () => (isOffered() ? [new vscode.McpHttpServerDefinition('Docent', vscode.Uri.parse(NOT_YET), {}, version)] : []),
    async resolveMcpServerDefinition() {
      listening ??= listen();
      try {
        const { url, token } = await listening;
        return new vscode.McpHttpServerDefinition('Docent', vscode.Uri.parse(url), { Authorization: `Bearer ${token}` }, version);
      } catch (error) {
        listening = null;
        throw error;
      }
    },
  };

  const registered = [changed, onSettingChange('mcp', () => changed.fire()), lm?.registerMcpServerDefinitionProvider?.(PROVIDER, provider)];
  return {
    handle: mcp.handle,
    changed: () => changed.fire(),
    dispose() {
      for (const each of registered) each?.dispose();
      void end();
    },
  };

  async function end(): Promise<void> {
    const { server } = (await listening?.catch(() => null)) ?? {};
    await mcp.close();
    await server?.close();
  }
}

interface Listening {
  readonly server: ApiServer;
  readonly url: string;
  readonly token: string;
}

function isOffered(): boolean {
  return vscode.workspace.isTrusted && settings.mcpEnabled();
}

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extension } from '../support.ts';

/** The editor puts a server's name before those of its tools. */
const SEARCH = 'mcp_docent_search_knowledge';
const ENABLED = 'mcp.enabled';

suite('the MCP server in the editor', () => {
  const configuration = () => vscode.workspace.getConfiguration('docent');
  const isOffered = () => vscode.lm.tools.some(({ name }) => name === SEARCH);
  /** The editor notices in its own time; starting a server that it does not know yet does nothing. */
  async function started(): Promise<void> {
    while (!isOffered()) await vscode.commands.executeCommand('workbench.mcp.startServer', '*', { autoTrustChanges: true, waitForLiveTools: true });
  }

  test('is found by the editor’s own chat, searches this window’s index, and is taken back by the setting', async () => {
    const { indexing } = await extension();
    await indexing.index();
    await started();
    const { content } = await vscode.lm.invokeTool(SEARCH, { input: { query: 'refund' }, toolInvocationToken: undefined });
    const text = content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('\n');
    const { passages } = JSON.parse(text) as { readonly passages: readonly { readonly file: string; readonly start_line: number; readonly quote: string }[] };
    assert.ok(passages.some(({ file, start_line, quote }) => file.startsWith('services/orders/') && start_line > 0 && /refund/.test(quote)), text);
    try {
      await configuration().update(ENABLED, false, vscode.ConfigurationTarget.Global);
      while (isOffered()) await new Promise((resolve) => setTimeout(resolve, 20));
    } finally {
      await configuration().update(ENABLED, undefined, vscode.ConfigurationTarget.Global);
    }
    await started();
  });
});

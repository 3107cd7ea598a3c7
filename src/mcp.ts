import { scriptAdvice } from './api/advice.ts';
import type { DocentOptions } from './core/docent.ts';
import { createSearchOnly } from './core/models/searchOnly/model.ts';
import type { Front } from './core/runs/front.ts';
import { isTrouble } from './core/types/dataState.ts';
import { DocentError } from './core/types/errors.ts';
import { LOG } from './core/limits/limits.ts';
import { visibleLog, type Log } from './core/types/log.ts';
import { createEngine, nobody } from './engine.ts';

export interface McpOptions {
  /** Absolute folder for all that is kept. */
  readonly dataDir: string;
  readonly assets: DocentOptions['assets'];
  /** Docent's own. */
  readonly version: string;
  /** Absolute path of the folder that is searched; null: vector stores alone. */
  readonly workspace: string | null;
  /** The Python that runs code; null to look for one. */
  readonly python: string | null;
  /** Whether code may run where there is no sandbox. */
  readonly unsandboxed: boolean;
  readonly log: Log;
  /** Resolves when it is to end before its client does. */
  readonly stopped: Promise<unknown>;
}

/** Serves MCP to the program that has started this process, until that program is done. @throws DocentError where what is kept can't be used */
export async function serveMcp({ dataDir, assets, version, workspace, python, unsandboxed, stopped, ...options }: McpOptions): Promise<void> {
  const log = visibleLog(options.log, LOG.message.max);
  const advice = scriptAdvice('ask a model of your own');
  const searchOnly = createSearchOnly(advice);
  const front: Front = { consents: nobody(unsandboxed), secrets: 'masked', advice, model: () => searchOnly };
  const engine = createEngine({ dataDir, assets, front, workspace, python, codeAllowed: true, log });
  const { docent } = engine;
  try {
    await docent.data.use();
    engine.refresh();
    const { serveStdio } = await import('./mcp/stdio.ts');
    const folders = () => (workspace === null ? [] : [workspace]);
    await serveStdio({ docent, version, folders, advice, consents: front.consents, log }, Promise.race([stopped, engine.trouble]));
    const { state } = docent.data;
    if (isTrouble(state)) throw new DocentError(state.kind, state.message);
  } finally {
    await engine.close();
  }
}

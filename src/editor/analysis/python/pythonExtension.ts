import * as vscode from 'vscode';
import type { Log } from '../../../core/types/log.ts';
import { resolved } from './setting.ts';

const EXTENSION = 'ms-python.python';
/** It starts in a second or two; while it takes longer, Docent goes by what it finds itself. */
const LIMIT_MS = 5_000;

/** As much of its API as is used here; it is a foreign program's, so that nothing of it is taken for granted. */
interface PythonApi {
  readonly environments?: {
    getActiveEnvironmentPath?(resource?: vscode.Uri): { readonly path?: unknown } | undefined;
    resolveEnvironment?(environment: unknown): Promise<{ readonly executable?: { readonly uri?: vscode.Uri } } | undefined>;
    onDidChangeActiveEnvironmentPath?: vscode.Event<unknown>;
  };
}

/** The Python that is selected in the editor, as its user sees it in the status bar. */
export interface PythonExtension extends vscode.Disposable {
  /** Absolute path; null where there is no such extension, or nothing is selected. */
  selected(): Promise<string | null>;
  /** Fires when another may be selected now. */
  readonly onDidChange: vscode.Event<void>;
}

export function createPythonExtension(log: Log): PythonExtension {
  const changed = new vscode.EventEmitter<void>();
  const disposables: vscode.Disposable[] = [changed];
  let followed: unknown = null;

  async function api(): Promise<PythonApi | null> {
    const extension = vscode.extensions.getExtension<PythonApi>(EXTENSION);
    if (!extension || !vscode.workspace.isTrusted) return null;
    const exported = await within(Promise.resolve(extension.activate()));
    if (exported?.environments && followed !== exported) {
      followed = exported;
      const following = exported.environments.onDidChangeActiveEnvironmentPath?.(() => changed.fire());
      if (following) disposables.push(following);
    }
    return exported ?? null;
  }

  async function selected(): Promise<string | null> {
    const resource = vscode.workspace.workspaceFolders?.[0]?.uri;
    const { environments } = (await api()) ?? {};
    if (!environments) return setHere(resource);
    const active = environments.getActiveEnvironmentPath?.(resource);
    if (typeof active?.path !== 'string') return null;
    // The path may be that of an environment's folder.
    const environment = await within(environments.resolveEnvironment?.(active) ?? Promise.resolve(undefined));
    return environment?.executable?.uri?.fsPath ?? resolved(active.path);
  }

  disposables.push(
    vscode.extensions.onDidChange(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('python.defaultInterpreterPath')) changed.fire();
    }),
  );

  return {
    onDidChange: changed.event,
    async selected() {
      try {
        const path = await selected();
        // `python` is what that extension calls whatever comes first.
        return path === null || !/[/\\]/.test(path) ? null : path;
      } catch (error) {
        log.warn(`The Python extension did not say which Python is selected: ${String(error)}`);
        return null;
      }
    },
    dispose: () => vscode.Disposable.from(...disposables).dispose(),
  };
}

/** What people have set for that extension holds where it is not installed, too. */
function setHere(resource: vscode.Uri | undefined): string | null {
  const path = vscode.workspace.isTrusted ? vscode.workspace.getConfiguration('python', resource).get<unknown>('defaultInterpreterPath') : null;
  return typeof path === 'string' && path.trim() ? resolved(path.trim()) : null;
}

/** What a promise brings in time, else undefined. */
async function within<T>(work: Promise<T>): Promise<T | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), LIMIT_MS);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

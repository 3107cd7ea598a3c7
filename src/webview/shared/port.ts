import type { Port } from '../../rpc.ts';

/** What VS Code gives a webview; it can be asked for once only. */
interface VsCode {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): VsCode;

const vscode = acquireVsCodeApi();

export const port: Port = {
  post: (message) => vscode.postMessage(message),
  listen(listener) {
    const onMessage = ({ origin, data }: MessageEvent<unknown>) => {
      // The frames within the view are sandboxed: their origin has no name. What they say is not from the editor.
      if (origin !== 'null') listener(data);
    };
    window.addEventListener('message', onMessage);
    return () => window.removeEventListener('message', onMessage);
  },
};

/** What the view itself must not forget while it is hidden; all else is kept by the editor. */
export interface Memory {
  /** By which the editor finds an analysis again after a reload. */
  readonly threadId: string | null;
  /** Code of an analysis that was changed and not run yet, by the ids of the items. */
  readonly drafts: Readonly<Record<string, string>>;
  /** A question about an analysis that was not asked yet. */
  readonly followUp: string;
  /** How a table is arranged. */
  readonly grid: unknown;
}

export const memory = {
  get: (): Memory => ({ threadId: null, drafts: {}, followUp: '', grid: null, ...(vscode.getState() as Partial<Memory> | undefined) }),
  set: (part: Partial<Memory>): void => vscode.setState({ ...memory.get(), ...part }),
};

import { t } from '@vscode/l10n';

/** The ways out that an error can offer; editor/ maps each to a command, the views show each as a button. */
export type Action =
  | 'retry'
  | 'indexWorkspace'
  | 'openFolder'
  | 'pickAssistant'
  | 'configureModel'
  | 'setApiKey'
  | 'setBudget'
  | 'configurePython'
  | 'trustWorkspace'
  | 'showLog'
  | 'openData'
  | 'restoreData'
  | 'setDataAside'
  | 'showData'
  | 'manageData'
  | 'reloadWindow'
  | 'searchIndex'
  | 'indexHosted'
  | 'cleanUpHosted';

/** An error as it is stored, sent and shown: one sentence a user can act on, and where there is one, the way out. */
export interface ErrorInfo {
  /** Stable, for programs and tests: `model_unreachable`, `python_missing`, … */
  readonly code: string;
  readonly message: string;
  readonly action: Action | null;
}

/** An expected failure. `message` is a whole sentence for the user, without a stack or an internal name. */
export class DocentError extends Error implements ErrorInfo {
  readonly code: string;
  readonly action: Action | null;

  constructor(code: string, message: string, action: Action | null = null, cause?: unknown) {
    super(message, { cause });
    this.name = 'DocentError';
    this.code = code;
    this.action = action;
  }
}

/** Another run is at work on the thread. */
export class ThreadBusy extends DocentError {
  readonly runId: string;

  constructor(runId: string) {
    super('thread_busy', t('This thread is still being answered; wait for the answer or stop it first.'));
    this.runId = runId;
  }
}

/** A model was sent more than it reads. */
export class ContextExceeded extends DocentError {
  /** What it reads, in tokens, as its server said it; null where that said nothing. */
  readonly contextTokens: number | null;

  constructor(message: string, contextTokens: number | null, cause?: unknown) {
    super('model_context_exceeded', message, 'configureModel', cause);
    this.contextTokens = contextTokens;
  }
}

/** A model is to be asked by the Responses API, as its server says. */
export class ResponsesOnly extends DocentError {
  constructor(message: string, cause?: unknown) {
    super('model_without_tools', message, 'configureModel', cause);
  }
}

/** A model wrote something for a call that its server can't read as one. */
export class BadCall extends DocentError {
  /** What it wrote; '' where the server does not say. */
  readonly written: string;

  constructor(message: string, written: string, cause?: unknown) {
    super('model_bad_call', message, 'retry', cause);
    this.written = written;
  }
}

/** Any thrown value as an {@link ErrorInfo}; what nobody expected is named as such and points to the log. */
export function errorInfo(thrown: unknown): ErrorInfo {
  if (thrown instanceof DocentError) return { code: thrown.code, message: thrown.message, action: thrown.action };
  const detail = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'internal', message: t('Something unexpected went wrong: {0}', detail), action: 'showLog' };
}

/** Whether a thrown value is the consequence of an abort that we asked for. */
export function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && (thrown.name === 'AbortError' || thrown.name === 'APIUserAbortError');
}

/** Whether a thrown value is the system's error with this code, e.g. `ENOENT`. */
export function hasCode(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === code;
}

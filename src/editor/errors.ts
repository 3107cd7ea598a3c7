import * as vscode from 'vscode';
import { DocentError, errorInfo, isAbort, type Action, type ErrorInfo } from '../core/types/errors.ts';
import { ACTION_LABELS } from '../protocol/actions.ts';

/** The command behind each way out; `retry` has none, since only the place of the error knows what to repeat. */
const ACTION_COMMANDS: Readonly<Record<Exclude<Action, 'retry'>, string>> = {
  indexWorkspace: 'docent.indexWorkspace',
  openFolder: 'workbench.action.files.openFolder',
  pickAssistant: 'docent.pickAssistant',
  configureModel: 'docent.selectModel',
  setApiKey: 'docent.manageApiKeys',
  setBudget: 'docent.setBudget',
  configurePython: 'docent.configurePython',
  trustWorkspace: 'workbench.trust.manage',
  showLog: 'docent.showLog',
  openData: 'docent.openData',
  restoreData: 'docent.restoreData',
  setDataAside: 'docent.setDataAside',
  showData: 'docent.showDataFolder',
  manageData: 'docent.manageData',
  reloadWindow: 'workbench.action.reloadWindow',
  searchIndex: 'docent.searchIndex',
  indexHosted: 'docent.indexHosted',
  cleanUpHosted: 'docent.cleanUpHosted',
};

export async function act(action: Exclude<Action, 'retry'>): Promise<void> {
  await vscode.commands.executeCommand(ACTION_COMMANDS[action]);
}

/** Shows an error as a notification with its way out. */
export async function showError(error: ErrorInfo): Promise<void> {
  const { action } = error;
  if (!action || action === 'retry') return void (await vscode.window.showErrorMessage(error.message));
  if (await vscode.window.showErrorMessage(error.message, ACTION_LABELS[action])) await act(action);
}

/** Runs what the user asked for; a failure is logged and shown, not awaited by anybody. */
export async function guard(log: vscode.LogOutputChannel, work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isAbort(error)) return;
    // What was to be expected is no fault of ours: its sentence is enough.
    if (error instanceof DocentError) log.info(error.cause === undefined ? error.message : `${error.message} (${String(error.cause)})`);
    else log.error(error instanceof Error ? error : String(error));
    void showError(errorInfo(error));
  }
}

import * as vscode from 'vscode';
import type { Interpreter } from '../../../core/interpreter/interpreter.ts';
import type { Log } from '../../../core/types/log.ts';
import { onSettingChange } from '../../settings.ts';
import type { PythonExtension } from './pythonExtension.ts';

/** What makes a virtual environment of a folder; it appears when one is made in a terminal. */
const MADE = '{.venv,venv,env}/pyvenv.cfg';
/** Installers write it before all else, and an environment without its program is none. In milliseconds. */
const SETTLE_MS = 1_000;

/** Goes with the Python that is chosen: by our setting, in the Python extension, or by an environment that is made in a folder. */
export function followPython(interpreter: Interpreter, extension: PythonExtension, log: Log, onChange: () => void): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const follow = () => {
    interpreter
      .follow()
      .then((isOther) => isOther && onChange())
      .catch((error: unknown) => log.error(String(error)));
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(follow, SETTLE_MS);
  };
  const watchers = (vscode.workspace.workspaceFolders ?? []).map((folder) => {
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, MADE), false, true, false);
    watcher.onDidCreate(soon);
    watcher.onDidDelete(soon);
    return watcher;
  });
  return vscode.Disposable.from(
    extension.onDidChange(soon),
    onSettingChange('python', () => void interpreter.reset().then(onChange)),
    onSettingChange('interpreter.seatbelt', () => void interpreter.reset().then(onChange)),
    vscode.workspace.onDidGrantWorkspaceTrust(soon),
    { dispose: () => clearTimeout(timer) },
    ...watchers,
  );
}

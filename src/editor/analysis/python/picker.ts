import { homedir } from 'node:os';
import { sep } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Origin } from '../../../core/interpreter/environments/candidates.ts';
import type { OwnEnvironment } from '../../../core/interpreter/environments/own/environment.ts';
import { LIBRARIES } from '../../../core/interpreter/environments/own/plan.ts';
import type { Environment } from '../../../core/interpreter/environments/python.ts';
import type { Interpreter } from '../../../core/interpreter/interpreter.ts';
import { errorInfo } from '../../../core/types/errors.ts';
import type { EnvironmentCommands } from './environment.ts';
import { choosePath, configured } from './setting.ts';

type Choice =
  | { readonly kind: 'python'; readonly path: string }
  /** Whichever is found first. */
  | { readonly kind: 'first' }
  | { readonly kind: 'browse' }
  /** Docent's own environment, made or gone on with. */
  | { readonly kind: 'create' }
  | { readonly kind: 'remove' };

interface Row extends vscode.QuickPickItem {
  readonly choice: Choice | null;
}

const ORIGINS: Readonly<Record<Origin, string>> = {
  selected: t('selected in the Python extension'),
  folder: t('of this workspace'),
  active: t('active where VS Code was started'),
  path: t('on the PATH'),
  installed: t('installed'),
  own: t('Docent’s own environment'),
};

/** What people look for in a Python for data, in this order. */
const TELLING = ['pandas', 'polars', 'duckdb', 'numpy', 'matplotlib'];

/** Lists the Pythons of this machine, to choose the one that runs code from now on. */
export async function pickPython(interpreter: Interpreter, own: OwnEnvironment, environment: EnvironmentCommands): Promise<void> {
  const choice = await showPicker(interpreter, ownRow(own));
  switch (choice?.kind) {
    case 'python':
      return choosePath(choice.path);
    case 'first':
      return choosePath(null);
    case 'browse': {
      const [file] = (await vscode.window.showOpenDialog({ title: t('Choose Python'), openLabel: t('Choose') })) ?? [];
      if (file) await choosePath(file.fsPath);
      return;
    }
    case 'create':
      return environment.create();
    case 'remove':
      return environment.remove();
  }
}

/** What can be done with Docent's own environment. */
function ownRow(own: OwnEnvironment): Row {
  if (own.program() !== null) return { label: t('$(trash) Remove Docent’s Environment…'), detail: own.folder, choice: { kind: 'remove' } };
  return {
    label: own.isBegun() ? t('$(add) Go On with Docent’s Environment…') : t('$(add) Create Docent’s Environment…'),
    detail: t('With {0}; before anything is downloaded you see what, and how much', LIBRARIES.join(', ')),
    choice: { kind: 'create' },
  };
}

async function showPicker(interpreter: Interpreter, more: Row): Promise<Choice | undefined> {
  const now = configured();
  const picker = vscode.window.createQuickPick<Row>();
  picker.title = t('Choose Python');
  picker.placeholder = await line(interpreter);
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.keepScrollPosition = true;
  picker.busy = true;
  const found: Row[] = [];
  const show = () => {
    picker.items = [
      { label: t('$(search) The First That Is Found'), description: now === null ? t('chosen') : '', detail: t('The one of the Python extension, else of the workspace, else of the PATH'), choice: { kind: 'first' } },
      { label: t('On This Machine'), kind: vscode.QuickPickItemKind.Separator, choice: null },
      ...found,
      { label: '', kind: vscode.QuickPickItemKind.Separator, choice: null },
      more,
      { label: t('$(folder-opened) Browse…'), detail: t('The program of a Python, wherever it is'), choice: { kind: 'browse' } },
    ];
  };
  const list = async () => {
    for await (const environment of interpreter.environments()) {
      found.push(rowOf(environment, environment.executable === now));
      show();
    }
  };
  show();
  picker.show();
  void list()
    .catch((error: unknown) => (picker.placeholder = errorInfo(error).message))
    .finally(() => (picker.busy = false));
  const { promise, resolve } = Promise.withResolvers<Choice | undefined>();
  picker.onDidAccept(() => {
    const [chosen] = picker.selectedItems;
    if (chosen?.choice) resolve(chosen.choice);
    picker.hide();
  });
  picker.onDidHide(() => resolve(undefined));
  return promise.finally(() => picker.dispose());
}

/** Which one it is now, or why there is none. */
async function line(interpreter: Interpreter): Promise<string> {
  const state = await interpreter.probe();
  return state.kind === 'unavailable' ? state.error.message : t('Now: Python {0}, {1}', state.python.version, short(state.python.executable));
}

function rowOf({ executable, version, libraries, origin }: Environment, isChosen: boolean): Row {
  return {
    label: t('Python {0}', version),
    description: [short(executable), ...(isChosen ? [t('chosen')] : [])].join(' · '),
    detail: `${hasText(libraries)} · ${ORIGINS[origin]}`,
    choice: { kind: 'python', path: executable },
  };
}

function hasText(libraries: readonly string[]): string {
  const has = TELLING.filter((name) => libraries.includes(name));
  return has.length > 0 ? t('Has {0}', has.join(', ')) : t('Has no libraries for data');
}

function short(path: string): string {
  return path.startsWith(homedir() + sep) ? `~${path.slice(homedir().length)}` : path;
}

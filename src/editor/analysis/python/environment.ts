import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { PythonInfo } from '../../../core/interpreter/environments/python.ts';
import type { OwnEnvironment } from '../../../core/interpreter/environments/own/environment.ts';
import { LIBRARIES, type Plan } from '../../../core/interpreter/environments/own/plan.ts';
import type { Interpreter } from '../../../core/interpreter/interpreter.ts';
import { fileSize } from '../../../core/text/fileSize.ts';
import { DocentError } from '../../../core/types/errors.ts';
import { withSignal } from '../../cancellation.ts';
import { settings } from '../../settings.ts';
import { choosePath, configured, resolved } from './setting.ts';

/** What is done with Docent's own environment. */
export interface EnvironmentCommands {
  /** Makes it, or goes on with one that was begun, once the user has seen what is downloaded for it. */
  create(): Promise<void>;
  remove(): Promise<void>;
}

export interface EnvironmentParts {
  readonly own: OwnEnvironment;
  readonly interpreter: Interpreter;
  readonly log: vscode.LogOutputChannel;
}

export function createEnvironmentCommands({ own, interpreter, log }: EnvironmentParts): EnvironmentCommands {
  const onLine = (line: string) => log.info(line);

  /** Shows what it is at, with Cancel; null where that was pressed. */
  async function inProgress<T>(title: string, work: (signal: AbortSignal, report: vscode.Progress<{ message: string; increment?: number }>) => Promise<T>): Promise<T | null> {
    return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (progress, token) =>
      withSignal(token, async (signal) =>
        work(signal, progress).catch((error: unknown) => {
          if (signal.aborted) return null;
          throw error;
        }),
      ),
    );
  }

  async function base(): Promise<PythonInfo> {
    // Not made of itself.
    for await (const environment of interpreter.environments()) {
      if (environment.origin !== 'own' && environment.origin !== 'folder') return environment;
    }
    throw new DocentError('python_missing', t('There is no Python on this machine to make an environment of: install Python 3.9 or newer first.'), 'configurePython');
  }

  async function create(): Promise<void> {
    if (!vscode.workspace.isTrusted) throw new DocentError('untrusted', t('Docent runs Python only in a workspace you trust.'), 'trustWorkspace');
    const from = settings.wheels();
    const wheels = from === null ? null : resolved(from);
    const python = await base();
    const source = wheels === null ? t('the package index') : wheels;
    const plan = await inProgress(t('Docent asks {0} what there is', source), (signal) => own.plan(python, wheels, { signal, onLine }));
    if (!plan) return;
    const agree = own.isBegun() ? t('Download and Install') : t('Install Again');
    const answer = await vscode.window.showInformationMessage(t('Create Docent’s environment?'), { modal: true, detail: detailOf(plan, python, own.folder) }, agree);
    if (answer !== agree) return void (await leave());
    const done = await inProgress(t('Docent’s environment'), async (signal, progress) => {
      const increment = 100 / (plan.packages.length + 1);
      await own.install(plan, wheels, {
        signal,
        onLine,
        onProgress: ({ done, total, what }) => progress.report({ message: t('{0} ({1} of {2})', what, Math.min(done + 1, total), total), increment: done === 0 ? 0 : increment }),
      });
      return own.program();
    });
    if (done === null) return void vscode.window.showInformationMessage(t('Stopped. What was downloaded is kept: Create Docent’s Environment goes on from there.'));
    await choosePath(done);
    await interpreter.reset();
    void vscode.window.showInformationMessage(t('Docent’s environment is ready, and runs code from now on.'));
  }

  /** What nobody wants leaves nothing behind. */
  async function leave(): Promise<void> {
    if (own.program() === null) await own.remove();
  }

  // Where there is none, the palette offers none to remove.
  const tell = () => void vscode.commands.executeCommand('setContext', 'docent.ownEnvironment', own.isBegun() || own.program() !== null);
  tell();
  return {
    create: () => create().finally(tell),
    async remove() {
      const remove = t('Remove');
      const detail = t('{0}, with its libraries. Your own Pythons stay as they are.', own.folder);
      if ((await vscode.window.showWarningMessage(t('Remove Docent’s environment?'), { modal: true, detail }, remove)) !== remove) return;
      if (configured() === own.program()) await choosePath(null);
      await interpreter.reset();
      await own.remove();
      tell();
    },
  };
}

/** What is downloaded, from where, how much, and where it goes. */
function detailOf({ packages, leftOut }: Plan, { version, executable }: PythonInfo, folder: string): string {
  const asked = new Set<string>(LIBRARIES);
  const named = packages.filter(({ name }) => asked.has(name)).map((each) => `${each.name} ${each.version}`);
  const others = packages.length - named.length;
  const known = packages.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
  const unknown = packages.filter(({ bytes }) => bytes === null).length;
  const hosts = [...new Set(packages.map(({ from }) => from))].join(', ');
  const names = others > 0 ? t('{0}, and {1} more that they need', named.join(', '), others) : named.join(', ');
  const size = unknown > 0 ? t('{0} and {1} of unknown size', fileSize(known), unknown) : fileSize(known);
  return [
    t('{0}: {1} packages, {2}, from {3}.', names, packages.length, size, hosts),
    ...(leftOut.length > 0 ? [t('Not to be had for this Python: {0}.', leftOut.join(', '))] : []),
    t('They go into an environment of Docent’s own, made of Python {0} ({1}), in {2}. Nothing else is changed.', version, executable, folder),
  ].join('\n\n');
}

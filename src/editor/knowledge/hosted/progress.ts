import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { HostedWork } from '../../../core/types/hosted.ts';
import { withSignal } from '../../cancellation.ts';

const PHASES: Readonly<Record<HostedWork['phase'], (done: number, total: number, path: string) => string>> = {
  comparing: (_done, _total, path) => t('looking at what is there {0}', path),
  uploading: (done, total, path) => t('uploading {0} of {1} {2}', done, total, path),
  reading: (done, total, path) => t('being read there {0} of {1} {2}', done, total, path),
  removing: (done, total, path) => t('deleting there {0} of {1} {2}', done, total, path),
};

/** Shows work at a service, with Cancel; what was done by then stays. */
export async function withHostedProgress<T>(title: string, work: (signal: AbortSignal, show: (work: HostedWork) => void) => Promise<T>): Promise<T> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (progress, token) =>
    withSignal(token, (signal) =>
      work(signal, ({ phase, done, total, path }) => {
        progress.report({ message: PHASES[phase](done, total, path).trim() });
      }),
    ),
  );
}

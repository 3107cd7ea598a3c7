import * as vscode from 'vscode';
import type { HostedWork } from '../../../core/types/hosted.ts';
import { withSignal } from '../../cancellation.ts';

const PHASES: Readonly<Record<HostedWork['phase'], string>> = {
  comparing: 'looking at what is there',
  uploading: 'uploading',
  reading: 'being read there',
  removing: 'deleting there',
};

/** Shows work at a service, with Cancel; what was done by then stays. */
export async function withHostedProgress<T>(title: string, work: (signal: AbortSignal, show: (work: HostedWork) => void) => Promise<T>): Promise<T> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (progress, token) =>
    withSignal(token, (signal) =>
      work(signal, ({ phase, done, total, path }) => {
        const count = phase === 'comparing' ? '' : ` ${done} of ${total}`;
        progress.report({ message: `${PHASES[phase]}${count} ${path}`.trim() });
      }),
    ),
  );
}

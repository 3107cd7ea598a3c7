import type { IndexState, ViewState } from '../../protocol/view.ts';
import { useHost } from '../shared/host.ts';
import { Icon } from '../shared/icon.tsx';

/** What stands in an empty thread: what Docent does, and the next step. */
export function Welcome({ state: { index, model, place } }: { state: ViewState }) {
  return (
    <main class="welcome">
      <h1>Ask about your workspace</h1>
      <p>
        Answers come with their sources: click a number, and the file opens at the line.{' '}
        {model.host ? `Questions and what is found for them go to ${model.host}.` : `Everything stays on ${place}.`}
      </p>
      <NextStep index={index} />
      <ul class="hints">
        <li>
          <Icon name="graph" /> Right-click a CSV file and choose <b>Analyze File</b> for tables and charts.
        </li>
        <li>
          <Icon name="code" /> Select code and run <b>Docent: Analyze Selection</b>.
        </li>
      </ul>
    </main>
  );
}

function NextStep({ index }: { index: IndexState }) {
  const { send } = useHost();
  switch (index.kind) {
    case 'noFolder':
      return (
        <button class="primary" onClick={() => send('act', 'openFolder')}>
          Open Folder
        </button>
      );
    case 'untrusted':
      return (
        <>
          <p>Docent indexes files and runs code only in a workspace you trust.</p>
          <button class="primary" onClick={() => send('act', 'trustWorkspace')}>
            Manage Workspace Trust
          </button>
        </>
      );
    case 'working':
      return (
        <p>
          <label>
            Indexing: {index.done} of {index.total} files
            <progress value={index.done} max={Math.max(index.total, 1)} />
          </label>
        </p>
      );
    case 'ready':
      if (index.files === 0) return <p>There is nothing here that can be indexed{leftOut(index.leftOut)}. What you add is indexed as it comes.</p>;
      return (
        <p>
          {index.files === 1 ? '1 file is' : `${index.files} files are`} indexed{leftOut(index.leftOut)}. Type a question below.
        </p>
      );
    case 'empty':
    case 'partial':
    case 'damaged':
    case 'failed':
      return (
        <>
          {index.kind === 'failed' && <p class="warning">{index.message}</p>}
          {index.kind === 'partial' && <p>Indexing was stopped: {index.files} files so far. It goes on from there.</p>}
          {/* What says that it is damaged has this button. */}
          {index.kind !== 'damaged' && (
            <button class="primary" onClick={() => send('act', 'indexWorkspace')}>
              Index Workspace
            </button>
          )}
        </>
      );
  }
}

function leftOut(files: number): string {
  return files > 0 ? `, ${files} left out` : '';
}

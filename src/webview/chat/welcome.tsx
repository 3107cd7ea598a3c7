import type { IndexState, ViewState } from '../../protocol/view.ts';
import { useHost } from '../shared/host.ts';
import { Icon } from '../shared/icon.tsx';

/** As many suggestions of an assistant can be overlooked; a `/` has all. */
const MAX_SUGGESTIONS = 4;

/** What stands in an empty thread: what Docent does, and the next step. */
export function Welcome({ state: { assistant, index, model, place, searchedAt } }: { state: ViewState }) {
  return (
    <main class="welcome">
      <h1>Ask about your workspace</h1>
      <p>
        Answers come with their sources: click a number, and the file opens at the line.{' '}
        {model.host ? `Questions and what is found for them go to ${model.host}.` : searchedAt ? `What is searched for goes to ${searchedAt}.` : `Everything stays on ${place}.`}
        {model.host && searchedAt && ` What is searched for goes to ${searchedAt}.`}
      </p>
      <NextStep index={index} />
      <Samples index={index} suggestions={assistant.suggestions.slice(0, MAX_SUGGESTIONS)} />
      <ul class="hints">
        <li>
          <Icon name="mention" /> Type <b>@</b> to add files, symbols, problems or other threads.
        </li>
        <li>
          <Icon name="play" /> Type <b>/</b> for commands and prompts.
        </li>
        <li>
          <Icon name="graph" /> Right-click a CSV file and choose <b>Docent: Analyze File</b> for tables and charts.
        </li>
        <li>
          <Icon name="code" /> Select code and choose <b>Docent: Analyze Selection</b>.
        </li>
      </ul>
    </main>
  );
}

/** They fit whatever the workspace holds, and need no model. */
const SAMPLES = ['What is in the README?', 'How do I run the tests?'];

/** Questions to be clicked, where they are answered: the assistant's own, if it has some. */
function Samples({ index, suggestions }: { index: IndexState; suggestions: readonly string[] }) {
  const { send } = useHost();
  const isAnswered = index.kind === 'empty' || index.kind === 'partial' || index.kind === 'working' || (index.kind === 'ready' && index.files > 0);
  if (!isAnswered) return null;
  return (
    <section class="samples" aria-labelledby="samples">
      <h2 id="samples">{index.kind === 'empty' ? 'Or ask at once, which indexes first' : 'For example'}</h2>
      <ul>
        {(suggestions.length > 0 ? suggestions : SAMPLES).map((text) => (
          <li key={text}>
            <button class="sample" onClick={() => send('askSample', { text })}>
              <Icon name="comment" /> {text}
            </button>
          </li>
        ))}
      </ul>
    </section>
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
          <p>
            This workspace is in Restricted Mode. Until you trust it, Docent indexes no files and runs no code here, and the workspace’s assistants and settings of
            models don’t count.
          </p>
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
          {index.files === 1 ? '1 file is' : `${index.files} files are`} indexed{leftOut(index.leftOut)}.
        </p>
      );
    case 'empty':
    case 'partial':
    case 'damaged':
    case 'failed':
      return (
        <>
          {index.kind === 'failed' && (
            <p class="warning">
              <Icon name="warning" /> {index.message}
            </p>
          )}
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

import { t } from '@vscode/l10n';
import { figure } from '../../core/text/figure.ts';
import type { IndexState, ViewState } from '../../protocol/view.ts';
import { useHost } from '../shared/host.ts';
import { Icon } from '../shared/icon.tsx';
import { placed } from '../shared/placed.ts';

/** As many suggestions of an assistant can be overlooked; a `/` has all. */
const MAX_SUGGESTIONS = 4;

/** What stands in an empty thread: what Docent does, and the next step. */
export function Welcome({ state: { assistant, index, model, place, searchedAt } }: { state: ViewState }) {
  return (
    <main class="welcome">
      <h1>{t('Ask about your workspace')}</h1>
      <p>
        {t('Answers come with their sources: click a number, and the file opens at the line.')}{' '}
        {model.host ? t('Questions and what is found for them go to {0}.', model.host) : searchedAt ? t('What is searched for goes to {0}.', searchedAt) : t('Everything stays on {0}.', place)}
        {model.host && searchedAt && ` ${t('What is searched for goes to {0}.', searchedAt)}`}
      </p>
      <NextStep index={index} />
      <Samples index={index} suggestions={assistant.suggestions.slice(0, MAX_SUGGESTIONS)} />
      <ul class="hints">
        <li>
          <Icon name="mention" /> {placed(t('Type {0} to add files, symbols, problems or other threads.'), <b>@</b>)}
        </li>
        <li>
          <Icon name="play" /> {placed(t('Type {0} for commands and prompts.'), <b>/</b>)}
        </li>
        {/* Without trust no code runs. */}
        {index.kind !== 'untrusted' && (
          <>
            <li>
              <Icon name="graph" /> {placed(t('Right-click a CSV file and choose {0} for tables and charts.'), <b>{t('Docent: Analyze File')}</b>)}
            </li>
            <li>
              <Icon name="code" /> {placed(t('Select code and choose {0}.'), <b>{t('Docent: Analyze Selection')}</b>)}
            </li>
          </>
        )}
      </ul>
    </main>
  );
}

/** They fit whatever the workspace holds, and need no model. */
const SAMPLES = [t('What is in the README?'), t('How do I run the tests?')];

/** Questions to be clicked, where they are answered: the assistant's own, if it has some. */
function Samples({ index, suggestions }: { index: IndexState; suggestions: readonly string[] }) {
  const { send } = useHost();
  const isAnswered = index.kind === 'empty' || index.kind === 'partial' || index.kind === 'working' || (index.kind === 'ready' && index.files > 0);
  if (!isAnswered) return null;
  return (
    <section class="samples" aria-labelledby="samples">
      <h2 id="samples">{index.kind === 'empty' ? t('Or ask at once, which indexes first') : t('For example')}</h2>
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
          {t('Open Folder')}
        </button>
      );
    case 'untrusted':
      return (
        <>
          <p>
            {t(
              'This workspace is in Restricted Mode. Until you trust it, Docent indexes no files and runs no code here, and the workspace’s assistants and settings of models don’t count.',
            )}
          </p>
          <button class="primary" onClick={() => send('act', 'trustWorkspace')}>
            {t('Manage Workspace Trust')}
          </button>
        </>
      );
    case 'working':
      return (
        <p>
          <label>
            {t('Indexing: {0} of {1} files', figure(index.done), figure(index.total))}
            <progress value={index.done} max={Math.max(index.total, 1)} />
          </label>
        </p>
      );
    case 'ready':
      return <p>{indexedLine(index.files, index.leftOut)}</p>;
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
          {index.kind === 'partial' && <p>{t('Indexing was stopped: {0} files so far. It goes on from there.', figure(index.files))}</p>}
          {/* What says that it is damaged has this button. */}
          {index.kind !== 'damaged' && (
            <button class="primary" onClick={() => send('act', 'indexWorkspace')}>
              {t('Index Workspace')}
            </button>
          )}
        </>
      );
  }
}

function indexedLine(files: number, leftOut: number): string {
  if (files === 0) {
    return leftOut > 0
      ? t('There is nothing here that can be indexed, {0} left out. What you add is indexed as it comes.', figure(leftOut))
      : t('There is nothing here that can be indexed. What you add is indexed as it comes.');
  }
  if (leftOut > 0) return files === 1 ? t('1 file is indexed, {0} left out.', figure(leftOut)) : t('{0} files are indexed, {1} left out.', figure(files), figure(leftOut));
  return files === 1 ? t('1 file is indexed.') : t('{0} files are indexed.', figure(files));
}

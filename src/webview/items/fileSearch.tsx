import { t } from '@vscode/l10n';
import { quote, toCitation, type NumberedPassage } from '../../core/types/citation.ts';
import type { FileSearchCall, ItemStatus } from '../../core/types/item.ts';
import { useHost } from '../shared/host.ts';
import { place } from '../shared/place.ts';
import { Notice, NoticeBox } from './notice.tsx';
import { Step } from './step.tsx';

export function FileSearch({ call, status }: { call: FileSearchCall; status: ItemStatus }) {
  return (
    <>
      <Step
        icon="search"
        busy={status === 'in_progress'}
        title={titleOf(call, status === 'in_progress')}
      >
        <ol class="passages">
          {call.results?.map((passage) => (
            <Found key={passage.number} passage={passage} />
          ))}
        </ol>
      </Step>
      {call.error && <Notice notice={call.error} />}
      {call.note && !call.tool && <NoticeBox icon="info" message={call.note} actions={[]} />}
    </>
  );
}

function titleOf(call: FileSearchCall, isUnderWay: boolean): string {
  if (call.tool) return isUnderWay ? t('Reading {0}', placeOf(call)) : t('Read {0}', placeOf(call));
  const query = call.queries.join(', ');
  const searched = isUnderWay ? t('Searching for “{0}”', query) : t('Searched for “{0}”', query);
  if (!call.results) return searched;
  const { length } = call.results;
  return `${searched} · ${length === 1 ? t('1 passage') : t('{0} passages', length)}`;
}

/** The lines that were read, or as the model asked for them. */
function placeOf({ results, queries }: FileSearchCall): string {
  const [first] = results ?? [];
  const last = results?.at(-1);
  return first && last ? `${first.file.path}:${first.lines.start}-${last.lines.end}` : queries.join(', ');
}

function Found({ passage }: { passage: NumberedPassage }) {
  const { send } = useHost();
  const citation = toCitation(passage);
  return (
    <li>
      <button class="link" onClick={() => send('openCitation', citation)}>
        {place(citation)}
      </button>
      <pre>{quote(passage, passage.focus)}</pre>
    </li>
  );
}

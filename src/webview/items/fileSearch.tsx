import { quote, toCitation, type NumberedPassage } from '../../core/types/citation.ts';
import type { FileSearchCall, ItemStatus } from '../../core/types/item.ts';
import { useHost } from '../shared/host.ts';
import { place } from '../shared/place.ts';
import { Notice, NoticeBox } from './notice.tsx';
import { Step } from './step.tsx';

export function FileSearch({ call, status }: { call: FileSearchCall; status: ItemStatus }) {
  const query = call.queries.join(', ');
  const count = call.results?.length ?? 0;
  const found = call.results ? ` · ${count === 1 ? '1 passage' : `${count} passages`}` : '';
  return (
    <>
      <Step
        icon="search"
        busy={status === 'in_progress'}
        title={call.tool ? `${status === 'in_progress' ? 'Reading' : 'Read'} ${placeOf(call)}` : `${status === 'in_progress' ? 'Searching' : 'Searched'} for “${query}”${found}`}
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

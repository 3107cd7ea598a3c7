import { useHost } from '../shared/host.ts';

/** What one does with code besides copying it: into the editor at the cursor, or into the file where it belongs, once one has seen the difference. */
export function CodeTools({ code, language }: { code: string; language: string }) {
  const { send } = useHost();
  return (
    <>
      <button onClick={() => send('insertText', { text: code })} title="Insert at the cursor of the editor">
        Insert
      </button>
      <button onClick={() => send('applyCode', { code, language })} title="Show what it would change in the file in the editor">
        Apply
      </button>
      <button onClick={() => send('openCode', { code, language })} title="Open as a new file">
        Open
      </button>
    </>
  );
}

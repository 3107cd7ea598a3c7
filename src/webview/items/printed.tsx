import { useMemo } from 'preact/hooks';
import { spans } from '../../core/text/terminal.ts';

/** What a program printed, as a terminal shows it in the end; what is copied has no codes. */
export function Printed({ text, kind }: { text: string; kind: string }) {
  const parts = useMemo(() => spans(text), [text]);
  return (
    <pre class={kind} tabIndex={0}>
      {parts.map(({ text: part, colour, isBold }, index) =>
        colour === null && !isBold ? part : (
          <span key={index} class={[...(colour === null ? [] : [`ansi-${colour}`]), ...(isBold ? ['bold'] : [])].join(' ')}>
            {part}
          </span>
        ),
      )}
    </pre>
  );
}

/** Text as it is, which may be larger than its place: the keyboard must be able to scroll it, too. */
export function Pre({ text, kind = '' }: { text: string; kind?: string }) {
  return (
    <pre class={kind} tabIndex={0}>
      {text}
    </pre>
  );
}

/** Lines that mean much to each other: what one is depends on those above and below it. */
const LINES = [
  'a word', '**bold** and `code`', '- item', '- other [foo]', '* star', '1. one', '2. two', '3) par', '10. ten', '+ plus', '- [ ] task', ' - one space', '   * three',
  '  nested', '   - deep', '  - sub', '    code', '\t- tab', '-', '*', '1.', '> quote', '> - in quote', '>', '> > deep', '> | a |', '> |---|',
  '', '', '', '```ts', '```', '~~~', '- ```py', '  ```', 'const a = `1', '/* open', 'close */', 'def f(): # x', '| a | b |', '|---|--:|', '| x | y |', '| x |',
  '# head', '===', '---', '***', '[foo]: http://a.b', '[foo]: /u', '[foo]:', '"title', 'end"', "[bar]: <x> 't'", '[bar]', 'http://auto.link',
  '$$', '\\[', '\\]', 'so $x_1$ is', '$a *b', 'c* d$', '\\(x\\,', 'y\\) and $5', '  $$', '> $$',
  'so[^1] and [^b]', '[^1]: a note', '    more of it', '[^b]:', '- [x] done', '1. [ ] to do', '<kbd>Ctrl</kbd> <sub>x', '![alt](https://a.b/c.png)', 'שלום `x`', '- עברית',
  'It doubles【1】.', '- so【2】【3】', '<img src=x onerror=alert(1)> & <b>', '[x](javascript:alert(1))', '*open', 'end* & [x](http://a.b)',
];

export interface RandomMarkdown {
  readonly text: string;
  /** The same text as it might arrive; a marker of a citation never in two. */
  readonly pieces: readonly string[];
}

/** Texts and how they are split; the same ones for the same seed. */
export function* randomMarkdown(seed: number): Generator<RandomMarkdown, never> {
  const below = (limit: number) => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return Math.floor(seed / 65_536) % limit;
  };
  const one = (from: readonly string[]) => from[below(from.length)] ?? '';
  for (;;) {
    // Few kinds of lines in one text: they meet more often then.
    const lines = below(3) === 0 ? LINES : Array.from({ length: 3 + below(5) }, () => one(LINES));
    const text = `${Array.from({ length: 1 + below(14) }, () => one(lines)).join(below(8) === 0 ? '\r\n' : '\n')}${below(2) ? '\n' : ''}` || 'a';
    const longest = below(3) ? 6 : 25;
    const pieces = text.split(/(【\d】)/).flatMap((part) => {
      if (part.startsWith('【')) return [part];
      const cut: string[] = [];
      for (let at = 0; at < part.length; ) {
        const length = 1 + below(longest);
        cut.push(part.slice(at, at + length));
        at += length;
      }
      return cut;
    });
    yield { text, pieces };
  }
}

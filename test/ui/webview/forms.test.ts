import assert from 'node:assert/strict';
import { answer, question, run, viewState } from './support/states.ts';
import { shapeOf } from './support/shape.ts';
import { useViews } from './support/view.ts';

/** Markdown as models write it, and what is seen of it, as `shapeOf` says it. */
const FORMS: readonly (readonly [string, string])[] = [
  ['Inline \\(a_1 + b\\) and \\[x^2\\] there.', '<p>Inline ⟦a_1 + b⟧ and ⟦!x^2⟧ there.</>'],
  ['Price is $5, not $x$; and $10–$20.', '<p>Price is $5, not ⟦x⟧; and $10–$20.</>'],
  ['It costs $5 and the variable $x_1$ is 10$.', '<p>It costs $5 and the variable ⟦x_1⟧ is 10$.</>'],
  ['- item\n\n  $$\n  x^2\n  $$\n- next', '<ul><li><p>item</><p>⟦!x^2⟧</></><li><p>next</></></>'],
  ['> $$x$$ quoted', '<blockquote><p>⟦!x⟧ quoted</></>'],
  ['`$x$` is code, \\$y\\$ is text', '<p><code>$x$</> is code, $y$ is text</>'],
  ['2$x$ and a$b$c', '<p>2$x$ and a$b$c</>'],
  ['$\\frac{1}{2$ broken and $ok$', '<p>✗⟦\\frac{1}{2⟧ broken and ⟦ok⟧</>'],
  ['$$x$$ twice and $$ y $$', '<p>⟦!x⟧ twice and ⟦!y⟧</>'],
  ['Cost: \\$5 \\(not math\\\\)', '<p>Cost: $5 \\(not math\\\\)</>'],
  ['```math\nx^2\n```', '<p>⟦!x^2⟧</>'],
  ['```latex\n\\frac{1}{2}\n```', '{latex: \\frac{1}{2}}'],
  ['\\begin{equation}\nE=mc^2\n\\end{equation}', '<p>⟦!\\begin{equation}\nE=mc^2\n\\end{equation}⟧</>'],
  ['Then \\begin{pmatrix}1 & 2\\\\3 & 4\\end{pmatrix} here', '<p>Then ⟦!\\begin{pmatrix}1 & 2\\\\3 & 4\\end{pmatrix}⟧ here</>'],
  ['\\begin{align*}\na &= b \\\\\nc &= d\n\\end{align*}\n\nAfter', '<p>⟦!\\begin{align*}\na &= b \\\\\nc &= d\n\\end{align*}⟧</><p>After</>'],
  ['\\begin{document} x \\end{document} and \\begin{itemize}', '<p>\\begin{document} x \\end{document} and \\begin{itemize}</>'],
  ['| $x$ | `$y$` |\n|---|---|\n| \\(z\\) | $5 |', '<table><thead><tr><th>⟦x⟧</><th><code>$y$</></></></><tbody><tr><td>⟦z⟧</><td>$5</></></></>'],
  ['| a | b |\n|---|---|\n| `a \\| b` | c \\| d |', '<table><thead><tr><th>a</><th>b</></></><tbody><tr><td><code>a | b</></><td>c | d</></></></>'],
  ['|a|b|\n|:-|-:|\n|1|2|3|\n|4|', '<table><thead><tr><th>a</><th.number>b</></></><tbody><tr><td>1</><td.number>2</></><tr><td>4</><td.number></></></></>'],
  ['a | b\n--|:-:\n1 | 2', '<table><thead><tr><th>a</><th.centered>b</></></><tbody><tr><td>1</><td.centered>2</></></></>'],
  ['| a | b |\n|---|---|\n| x<br>y<br/>z | `a<br>b` |', '<table><thead><tr><th>a</><th>b</></></><tbody><tr><td>x⏎\ny⏎\nz</><td><code>a<br>b</></></></></>'],
  ['| no | header', '<p>| no | header</>'],
  ['| a |\n|---|\n| [f](src/berths.ts) **b** |', '<table><thead><tr><th>a</></></><tbody><tr><td>«f → src/berths.ts» <strong>b</></></></></>'],
  ['```mermaid\nnot a diagram ((\n```', '{mermaid: not a diagram ((}This diagram can’t be drawn: No diagram type detected matching given configuration for text: not a diagram ((.'],
  ['1. one\n   - nested\n     ```js\n     let a = 1;\n     ```\n   - after\n2. two', '<ol><li>one<ul><li>nested{js: let a = 1;}</><li>after</></></><li>two</></>'],
  ['- a\n\n      indented code\n- b', '<ul><li><p>a</>{: indented code}</><li><p>b</></></>'],
  ['````md\n```js\ninner\n```\n````', '{md: ```js\ninner\n```}'],
  ['~~~\n```\nx\n~~~', '{: ```\nx}'],
  ['```js title="a.js"\nx\n```', '{js: x}'],
  ['```c++\nint a;\n```\n```c#\nx\n```', '{c++: int a;}{c#: x}'],
  ['```\nunclosed fence\n- x', '{: unclosed fence\n- x}'],
  ['```json\n1\n```trailing\nmore\n```', '{json: 1\n```trailing\nmore}'],
  ['1. a\n\n   ```py\n   x = 1\n   ```\n\n   after\n1. b', '<ol><li><p>a</>{py: x = 1}<p>after</></><li><p>b</></></>'],
  ['> ```sh\n> ls\n> ```\n> text', '<blockquote>{sh: ls}<p>text</></>'],
  ['Code `` a`b `` and ``` `` ```', '<p>Code <code>a`b</> and <code>``</></>'],
  ['[link](docs/a file.md) [t](docs/a file.md "t") [gone](docs/no file.md) and (docs/a file.md)', '<p>«link → docs/a file.md» [t](docs/a file.md "t") [gone](docs/no file.md) and (docs/a file.md)</>'],
  ['[win](src\\berths.ts:5) [esc](src/\\(x\\).ts)', '<p>«win → src\\berths.ts:5» «esc → src/(x).ts»</>'],
  ['[link](<docs/a file.md>) [same](docs/a%20file.md#L2-L4)', '<p>«link → docs/a file.md» «same → docs/a file.md:2-4»</>'],
  ['[b](src/berths.ts:5:3) [c](src/berths.ts#L5C3)', '<p>«b → src/berths.ts:5» «c → src/berths.ts:5»</>'],
  ['[a](./src/berths.ts) [gone](src/gone.ts)', '<p>«a → ./src/berths.ts» [gone](src/gone.ts)</>'],
  ['[unicode](src/テスト/a-b.test.ts) src/テスト/a-b.test.ts:2', '<p>«unicode → src/テスト/a-b.test.ts» «src/テスト/a-b.test.ts:2 → src/テスト/a-b.test.ts:2»</>'],
  ['<https://a.example/x_y_z> and me@example.com', '<p>‹https://a.example/x_y_z → https://a.example/x_y_z› and ‹me@example.com → mailto:me@example.com›</>'],
  ['https://a.example/(paren)_x. And (https://b.example/y).', '<p>‹https://a.example/(paren)_x → https://a.example/(paren)_x›. And (‹https://b.example/y → https://b.example/y›).</>'],
  ['www.example.com/a_b?x=1. And (www.b.example) www. and xwww.a.b', '<p>‹www.example.com/a_b?x=1 → http://www.example.com/a_b?x=1›. And (‹www.b.example → http://www.b.example›) www. and xwww.a.b</>'],
  ['http://localhost:3000/a?b=c&d=e#f', '<p>‹http://localhost:3000/a?b=c&d=e#f → http://localhost:3000/a?b=c&d=e#f›</>'],
  ['[ref]: https://a.example \'title\'\n\nSee [ref] and [text][ref] and [missing].', '<p>See ‹ref → https://a.example› and ‹text → https://a.example› and [missing].</>'],
  ['![alt](src/pic.png) and ![x][img]\n\n[img]: https://a.example/i.png', '<p>![alt](src/pic.png) and ‹x → https://a.example/i.png›</>'],
  ['[![b](https://i.example/b.svg)](https://a.example)', '<p>‹b → https://a.example›</>'],
  ['[b](HTTPS://B.example) [c](mailto:me@x.org) [d](ftp://x) [e](vscode://x)', '<p>‹b → HTTPS://B.example› ‹c → mailto:me@x.org› [d](ftp://x) [e](vscode://x)</>'],
  ['[js](JaVaScRiPt:alert(1)) [d](data:text/html,x) [v](vbscript:x) [u](//x.example/a.ts)', '<p>[js](JaVaScRiPt:alert(1)) [d](data:text/html,x) [v](vbscript:x) [u](//x.example/a.ts)</>'],
  ['[]() empty [a]() b [c](<>)', '<p>[]() empty [a]() b [c](<>)</>'],
  ['`src/berths.ts:5` and `allocate()` and `Berths.allocate` and `gone()`', '<p><code>«src/berths.ts:5 → src/berths.ts:5»</> and <code>«allocate() → allocate»</> and <code>«Berths.allocate → Berths.allocate»</> and <code>gone()</></>'],
  ['src/berths.ts(5,3): error, src/berths.ts(7) and allocate(5).', '<p>«src/berths.ts(5,3) → src/berths.ts:5»: error, «src/berths.ts(7) → src/berths.ts:7» and allocate(5).</>'],
  ['In src/berths.ts, line 5 and src/berths.ts lines 3-4; File "src/berths.ts", line 12, in x', '<p>In «src/berths.ts → src/berths.ts:5», line 5 and «src/berths.ts → src/berths.ts:3-4» lines 3-4; File "«src/berths.ts → src/berths.ts:12»", line 12, in x</>'],
  ['src/berths.ts:5-9, berths.ts#L5-L9; src/berths.ts line 5.5', '<p>«src/berths.ts:5-9 → src/berths.ts:5-9», «berths.ts#L5-L9 → berths.ts:5-9»; «src/berths.ts → src/berths.ts» line 5.5</>'],
  ['README.md and a.b and example.com/a', '<p>README.md and a.b and example.com/a</>'],
  ['Text[^a] and again[^a].\n\n[^a]: First.\n\n[^a]: Second.', '<p>Text^1 and again^1.</><ol.notes><li><p>First.</><p>Second.</></></>'],
  ['[^x]: Orphan note without use.', '<ol.notes><li><p>Orphan note without use.</></></>'],
  ['[^1] undefined and [x] text', '<p>[^1] undefined and [x] text</>'],
  ['One[^b] two[^a].\n\n[^a]: A.\n[^b]: B refers[^a].', '<p>One^1 two^2.</><ol.notes><li><p>B refers^2.</></><li><p>A.</></></>'],
  ['**Bold：**中文文本 and **「強調」**は、**重要（必須）**です。*斜体。*下', '<p><strong>Bold：</>中文文本 and <strong>「強調」</>は、<strong>重要（必須）</>です。<em>斜体。</>下</>'],
  ['**bold**text and snake_case_name and 2*3*4 and ***both***', '<p><strong>bold</>text and snake_case_name and 2<em>3</>4 and <em><strong>both</></></>'],
  ['**a!** b *c*, d_e_ f', '<p><strong>a!</> b <em>c</>, d_e_ f</>'],
  ['~~gone~~ and ~one~ and H~2~O ==mark== :smile:', '<p><s>gone</> and ~one~ and H~2~O ==mark== :smile:</>'],
  ['Line one  \nhard break\\\nnext\nsoft', '<p>Line one⏎\nhard break⏎\nnext\nsoft</>'],
  ['Emoji 👩‍👩‍👧 and a\u200bb', '<p>Emoji 👩‍👩‍👧 and a\u200bb</>'],
  ['مرحبا $x$ `code`\n- واحد\n- two', '<p>مرحبا ⟦x⟧ <code>code</></><ul><li>واحد</><li>two</></>'],
  ['- [ ] a\n  - [x] b\n    - [X] c\n* [ ]no space', '<ul><li>☐a<ul><li>☑b<ul><li>☑c</></></></></></><ul><li>[ ]no space</></>'],
  ['1) paren\n\n5. five\n6. six', '<ol><li>paren</></><ol 5><li>five</><li>six</></>'],
  ['1986\\. A year\n\n1986. A list', '<p>1986. A year</><ol 1986><li>A list</></>'],
  ['- a\n- b\n\n\n- c\ntext', '<ul><li><p>a</></><li><p>b</></><li><p>c\ntext</></></>'],
  ['# H1\n###### H6\n####### no\nSetext\n---', '<h1>H1</><h6>H6</><h2>####### no\nSetext</>'],
  ['* * *\n- - -', '<hr></><hr></>'],
  ['> [!NOTE]\n> Useful **thing**.\n>\n> More.', '<blockquote.alert.alert-note><p.alert-title>Note</><p>Useful <strong>thing</>.</><p>More.</></>'],
  ['> [!warning]\n> Careful.\n> - a', '<blockquote.alert.alert-warning><p.alert-title>Warning</><p>Careful.</><ul><li>a</></></>'],
  ['> [!NOPE]\n> text', '<blockquote><p>[!NOPE]\ntext</></>'],
  ['<kbd>Ctrl</kbd>+<kbd>`</kbd> <sub>a</sub> <KBD>x</KBD> <kbd>a', '<p><kbd>Ctrl</>+<kbd>`</> <sub>a</> <kbd>x</> <kbd>a</>'],
  ['<details><summary>More</summary>\n\nHidden **text**\n\n</details>', '<p><details><summary>More</summary></><p>Hidden <strong>text</></><p></details></>'],
  ['a<br>b <!-- c --> <ins>x</ins> <script>alert(1)</script>', '<p>a<br>b <!-- c --> <ins>x</ins> <script>alert(1)</script></>'],
  ['&lt;b&gt; &amp; &copy; &notanentity;', '<p><b> & © &notanentity;</>'],
  ['\\* not list\n\\# not heading', '<p>* not list\n# not heading</>'],
  ['Trailing backslash \\', '<p>Trailing backslash \\</>'],
];

suite('the forms of Markdown', () => {
  const open = useViews();

  test('are each what GitHub or the editor make of it, and nothing is lost', async () => {
    const items = [question('How?', 'q'), ...FORMS.map(([text], index) => answer(text, `a${index}`))];
    const { page } = await open(viewState({ items, run: run('completed') }));
    // High enough for all of them to be in the page.
    await page.setViewportSize({ width: 400, height: 20_000 });
    await page.getByText('This diagram can’t be drawn').waitFor();
    await page.waitForFunction(() => document.querySelectorAll('.math').length > 0 && [...document.querySelectorAll('.math')].every((formula) => formula.matches('.wrong') || formula.querySelector('math')));
    const answers = page.locator('article.assistant .markdown');
    await answers.nth(FORMS.length - 1).waitFor();
    await page.locator('a.mention', { hasText: 'gone()' }).waitFor({ state: 'detached' });
    await page.locator('a.mention', { hasText: 'Berths.allocate' }).waitFor();
    const shapes = await answers.evaluateAll((all, source) => all.map(new Function(`return ${source}`)() as (root: Element) => string), String(shapeOf));
    FORMS.forEach(([text, shape], index) => assert.equal(shapes[index], shape, text));
  });
});

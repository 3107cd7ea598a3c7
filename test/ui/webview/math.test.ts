import assert from 'node:assert/strict';
import { annotationsOf, answer, question, run, viewState } from './support/states.ts';
import { useViews } from './support/view.ts';

suite('formulas in an answer', () => {
  const open = useViews();
  const stateOf = (text: string) => viewState({ items: [question('How?'), answer(text, 'msg_open', 'in_progress')], run: run('in_progress') });
  const show = async (text: string) => (await open(stateOf(text))).page;

  test('are drawn from each of their forms, with nothing taken out of them', async () => {
    const page = await show(
      [
        'In a line: \\(a^2+b^2=c^2\\), $E = mc^2$, the $n$th, $`x*y*z`$ and **so $a_1 * b_2 * c$**.',
        '$$\\int_0^1 x^2\\,dx = \\frac{1}{3}$$',
        '\\[\na\n- b\n= c\n\\]',
        '- in a list:\n  $$\n  \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}\n  $$',
        '> \\[ x \\;\\lt\\; y \\]',
        '| a |\n| --- |\n| $\\alpha$ |',
      ].join('\n\n'),
    );
    await page.locator('math').nth(9).waitFor();
    assert.deepEqual(await page.locator('.math').evaluateAll((all) => all.map((math) => (math as HTMLElement).dataset['tex'])), [
      'a^2+b^2=c^2', 'E = mc^2', 'n', 'x*y*z', 'a_1 * b_2 * c', '\\int_0^1 x^2\\,dx = \\frac{1}{3}', 'a\n- b\n= c',
      '\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}', 'x \\;\\lt\\; y', '\\alpha',
    ]);
    assert.equal(await page.locator('math[display=block]').count(), 4);
    assert.equal(await page.locator('.markdown :is(em, ul ul, h1, h2)').count(), 0);
    const { width, height } = (await page.locator('mfrac').boundingBox()) ?? { width: 0, height: 0 };
    assert.ok(width > 4 && height > 20, 'a fraction is drawn as one');
  });

  for (const text of [
    'cost $5 and $10',
    'US$5, or 5$ and $10-$20; $100k–$200k',
    'echo $HOME/bin:$PATH and $FOO or $BAR',
    'a $ b $ c',
    'code `$x$` and `\\(y\\)` is code',
    'it was $5 and then 10$ more',
  ]) {
    test(`are not made of this: ${text}`, async () => {
      const page = await show(text);
      assert.equal(await page.locator('.markdown').innerText(), text.replaceAll('`', ''));
      assert.equal(await page.locator('.math').count(), 0);
    });
  }

  test('that are wrong, or want more than to be seen, stand as they were written', async () => {
    const wrong = ['\\frac{', '\\nothing x', '\\href{javascript:alert(1)}{x}', '\\includegraphics{https://elsewhere.example/a.png}', '\\htmlData{a=b}{x}', '\\class{citation}{x}'];
    const page = await show(`${wrong.map((tex) => `\\(${tex}\\)`).join('\n\n')}\n\n$x$`);
    await page.locator('math').waitFor();
    assert.deepEqual(await page.locator('.math.wrong').allTextContents(), wrong.map((tex) => `\\(${tex}\\)`));
    assert.equal(await page.locator('math').count(), 1);
  });

  test('stand as they are written until they end', async () => {
    const view = await open(stateOf('Before $y$'));
    await view.page.locator('math').waitFor();
    const text = ' so \\(a_1 * \\,b_2 * c\\)';
    const seen = await view.page.evaluate(async (delta) => {
      const shown: string[] = [];
      for (const letter of delta) {
        const payload = { type: 'text.delta', itemId: 'msg_open', delta: letter };
        dispatchEvent(new MessageEvent('message', { data: { rpc: 'event', name: 'run', payload } }));
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        shown.push(document.querySelector('.markdown p')?.lastChild?.textContent ?? '');
      }
      return shown;
    }, text);
    const begun = text.indexOf('(') + 1;
    assert.deepEqual(seen.slice(begun - 1, -1), [...text].slice(begun - 1, -1).map((_, index) => text.slice(0, begun + index).trimEnd()));
    await view.page.locator('math').nth(1).waitFor();
  });

  test('over several lines are raw while they come, and no list or heading meanwhile', async () => {
    const view = await open(stateOf('So:\n\n$$\na\n- b'));
    await view.page.locator('.markdown').filter({ hasText: '$$\na\n- b' }).waitFor();
    view.run({ type: 'text.delta', itemId: 'msg_open', delta: '\n= c\n$$\n\nAnd **so**.' });
    await view.page.locator('strong').waitFor();
    await view.page.locator('math').waitFor();
    assert.equal(await view.page.locator('.markdown :is(ul, h1)').count(), 0);
  });

  test('are copied as they were written', async () => {
    const page = await show('One $x^2$ two.\n\n$$\n\\frac{a}{b}\n$$\n\n- last');
    await page.locator('math').nth(1).waitFor();
    await page.locator('.markdown').evaluate((element) => getSelection()?.selectAllChildren(element));
    await page.keyboard.press('Control+C');
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), 'One $x^2$ two.\n\n$$\n\\frac{a}{b}\n$$\n\nlast');
    await page.locator('mi').first().evaluate((element) => getSelection()?.selectAllChildren(element));
    await page.keyboard.press('Control+C');
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), '$x^2$');
  });

  test('hold brackets with a number, which cite nothing there', async () => {
    const text = 'It is $a【1】 + b$ so【1】.';
    const { page } = await open(viewState({ items: [question('How?'), { ...answer(text), content: [{ type: 'text', text, annotations: annotationsOf(text) }] }], run: run('completed') }));
    await page.locator('math').waitFor();
    assert.equal(await page.locator('.math').getAttribute('data-tex'), 'a[1] + b');
    assert.equal(await page.locator('.citation').count(), 1);
  });
});

import assert from 'node:assert/strict';
import type { RunEvent } from '../../../src/core/types/events.ts';
import type { Page } from '../../vscode-host/scripts/browser.ts';
import { randomMarkdown } from './support/randomMarkdown.ts';
import { annotationsOf, answer, question, run, viewState } from './support/states.ts';
import { useViews, type View } from './support/view.ts';

const TEXTS = 60;
const MARKER = '【';
/** Of what takes no time at all, twice is soon there. */
const SLACK_US = 100;

const codeLine = (k: number) => `export function fn_${k}(a: number, b: string): boolean { return a > ${k} && b.length > 0; } // comment\n`;
const listLine = (k: number) => `- item ${k} with **bold** words\n`;
const tableLine = (k: number) => `| row ${k} | ${k * 7} | ${k}% |\n`;
const grown = (start: string, line: (index: number) => string, length: number): string => {
  let text = start;
  for (let index = 0; text.length < length; index++) text += line(index);
  return text;
};
const GROWING = {
  code: (length: number) => grown('```ts\n', codeLine, length),
  list: (length: number) => grown('', listLine, length),
  'one line of code': (length: number) => grown('```json\n', (k) => `{ "id": ${k}, "name": "ab" }, `, length),
  table: (length: number) => grown('| a | b | c |\n|---|---|---|\n', tableLine, length),
};
const blocks = (length: number) => grown('', (k) => `## Part ${k}\n\nThe delay is **doubled**.\n\n\`\`\`ts\n${codeLine(k).repeat(6)}\`\`\`\n\n${listLine(k).repeat(4)}\n`, length);

const word = (delta: string): RunEvent => ({ type: 'text.delta', itemId: 'msg_open', delta });

suite('a streamed answer', () => {
  const open = useViews();
  const growing = (text: string) => open(viewState({ items: [question('How?'), answer(text, 'msg_open', 'in_progress')], run: run('in_progress') }));

  test('looks like the same answer whole, however it arrives', async () => {
    const { page } = await open(viewState({ items: [question('How?')], run: run('in_progress') }));
    const errors: Error[] = [];
    page.on('pageerror', (error) => errors.push(error));
    await withoutWaiting(page);
    const texts = randomMarkdown(7);
    for (let count = 0; count < TEXTS; count++) {
      const { text, pieces } = texts.next().value;
      const [streamed, whole] = await drawn(page, eventsOf(pieces, `s${count}`), { type: 'item.added', item: answer(text, `w${count}`) });
      assert.equal(streamed, whole, JSON.stringify(pieces));
    }
    assert.deepEqual(errors, []);
    assert.equal(await page.locator('.markdown :is(img, script, [onerror], [href^="javascript"])').count(), 0);
  });

  for (const [kind, lines, textOf] of [
    ['lines of code', '.lines .hljs-keyword', GROWING.code],
    ['items', 'li', GROWING.list],
    ['rows', 'tbody tr', GROWING.table],
  ] as const) {
    test(`finished ${kind} are not drawn again, and what is selected in them stays selected`, async () => {
      const view = await growing(textOf(8_000));
      await view.page.locator(lines).first().waitFor();
      const count = await view.page.evaluate(mark, lines);
      assert.ok(count > 70);
      for (const delta of textOf(9_000).slice(textOf(8_000).length).match(/[^]{1,9}/g) ?? []) view.run(word(delta));
      await view.page.locator('.markdown').filter({ hasText: /(fn_8[56]|item 25\d|row 35\d)/ }).waitFor();
      // The last two may still have become something else.
      const { same, selected } = await view.page.evaluate(marked);
      assert.ok(same >= count - 8, `${same} of ${count}`);
      assert.ok(selected > 100, `${selected} characters are selected`);
    });
  }

  test('code keeps its colours however long it becomes', async () => {
    const view = await growing(GROWING.code(29_900));
    const keywords = view.page.locator('.hljs-keyword', { hasText: 'export' });
    await keywords.first().waitFor();
    const before = await keywords.count();
    view.run(word(Array.from({ length: 20 }, (_, index) => codeLine(index)).join('')));
    await keywords.nth(before + 15).waitFor();
    assert.ok(before > 280);
  });

  test('a comment longer than a screen is a comment to its end, and code again behind it', async () => {
    const comment = Array.from({ length: 200 }, (_, index) => ` * const number ${index} is no code`).join('\n');
    const view = await growing(`\`\`\`ts\nconst a = 1;\n/*\n${comment}\n */\nconst b = 2;\n`);
    await view.page.locator('.hljs-comment').first().waitFor();
    assert.deepEqual(await view.page.locator('.hljs-keyword').allTextContents(), ['const', 'const']);
  });

  test('a long line is coloured at its beginning, and what is below it as if it stood alone', async () => {
    const long = `const data = "${'ab '.repeat(8_000)}`;
    const view = await growing(`\`\`\`ts\nconst first = 1;\n\n${long}`);
    const { page } = view;
    await page.locator('.hljs-keyword').nth(1).waitFor();
    const rest = await page.evaluateHandle(() => [...document.querySelectorAll('.lines')].at(-1)?.lastChild);
    view.run(word('ab '), word('cd";\nconst last = 2;\n\n// the end'));
    await page.locator('.hljs-comment').filter({ hasText: '// the end' }).waitFor();
    assert.deepEqual(await page.locator('.lines .hljs-keyword').allTextContents(), ['const', 'const', 'const']);
    assert.equal(await page.locator('pre').innerText(), `const first = 1;\n\n${long}ab cd";\nconst last = 2;\n\n// the end`);
    assert.equal(await rest.evaluate((node) => node?.isConnected), true, 'the text has grown');
  });

  test('code is the same text in the page', async () => {
    const code = `${grown('', (k) => (k % 3 === 0 ? '\n' : codeLine(k)), 6_000).trim()}`;
    const view = await growing(`\`\`\`ts\n${code}\n\`\`\``);
    const shown = view.page.locator('pre code');
    await shown.waitFor();
    assert.equal(await shown.textContent(), code);
    assert.equal(await shown.innerText(), code);
    assert.equal(await shown.evaluate((element) => {
      getSelection()?.selectAllChildren(element);
      return getSelection()?.toString();
    }), code);
  });

  test('what one word costs does not depend on what stands there', async function () {
    this.retries(2); // Another program may take the processor.
    for (const [kind, textOf] of Object.entries(GROWING)) {
      const view = await growing(textOf(2_000));
      const short = await leastScriptMs(view);
      await view.show(viewState({ items: [question('How?'), answer(textOf(24_000), 'msg_open', 'in_progress')], run: run('in_progress') }));
      const long = await leastScriptMs(view);
      assert.ok(long <= 3 * short, `${kind}: ${short} ms at 2 kB, ${long} ms at 24 kB`);
    }
  });

  for (const [what, textOf] of [['code', GROWING.code], ['many blocks', blocks]] as const) {
    test(`what a browser paints of ${what} for one word does not depend on what stands there`, async () => {
      const view = await growing(textOf(2_000));
      const short = await paintUs(view);
      await view.show(viewState({ items: [question('How?'), answer(textOf(24_000), 'msg_open', 'in_progress')], run: run('in_progress') }));
      const long = await paintUs(view);
      assert.ok(long <= 2 * short + SLACK_US, `${short} µs at 2 kB, ${long} µs at 24 kB`);
    });
  }

  test('a paragraph goes on in a text of its own once it is long, between two words', async () => {
    const view = await growing('word '.repeat(4_000));
    const paragraph = view.page.locator('.markdown p');
    await paragraph.waitFor();
    view.run(word('lon'), word('ger'), word(' and longer'));
    await paragraph.filter({ hasText: 'longer and longer' }).waitFor();
    assert.deepEqual(await paragraph.evaluate(({ childNodes }) => [...childNodes].map((node) => node.nodeValue?.slice(-17))), ['rd word word word', 'longer and longer']);
  });

  test('Stop is heard at once while much stands there and more comes', async function () {
    this.retries(2); // Another program may take the processor.
    const view = await growing(GROWING.code(24_000));
    await view.page.locator('.hljs-keyword').first().waitFor();
    let stopped = false;
    const flood = (async () => {
      for (let index = 0; !stopped; index++) {
        view.run(word(codeLine(index)));
        await view.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
      }
    })();
    const began = performance.now();
    await view.page.getByRole('button', { name: 'Stop' }).click();
    await view.asked('stop');
    const ms = performance.now() - began;
    stopped = true;
    await flood;
    assert.ok(ms < 300, `${ms} ms`);
  });
});

/** Each piece comes as an event of its own, a citation right behind its marker. */
function eventsOf(pieces: readonly string[], itemId: string): readonly RunEvent[] {
  let text = '';
  const deltas = pieces.flatMap((delta): readonly RunEvent[] => {
    text += delta;
    const annotation = delta.startsWith(MARKER) ? annotationsOf(text).at(-1) : undefined;
    const event: RunEvent = { type: 'text.delta', itemId, delta };
    return annotation ? [event, { type: 'annotation', itemId, annotation }] : [event];
  });
  return [{ type: 'item.added', item: answer('', itemId, 'in_progress') }, ...deltas];
}

/** Frames come as fast as they can be drawn. */
const withoutWaiting = (page: Page) => page.evaluate(() => {
  window.requestAnimationFrame = (callback) => window.setTimeout(() => callback(0));
});

/** Draws events one after the other, then another item; returns the HTML of the last two answers, without what names each. */
function drawn(page: Page, events: readonly RunEvent[], whole: RunEvent): Promise<readonly string[]> {
  return page.evaluate(async (all) => {
    const rows = () => [...document.querySelectorAll<HTMLElement>('.row')];
    const last = () => Number(rows().at(-1)?.dataset['place']);
    const before = last();
    const frame = () => new Promise((resolve) => setTimeout(resolve));
    for (const payload of all) {
      dispatchEvent(new MessageEvent('message', { data: { rpc: 'event', name: 'run', payload } }));
      await frame();
    }
    // A view that fails draws no further one.
    for (let tries = 0; last() < before + 2 && tries < 1_000; tries++) await frame();
    return rows().slice(-2).map((row) => row.querySelector('.markdown')?.innerHTML.replaceAll(/P\d+-\d+(?=note-)/g, '') ?? '');
  }, [...events, whole]);
}

/** Marks the elements and selects the first of them; returns how many there are. */
function mark(selector: string): number {
  const found = [...document.querySelectorAll(`.markdown ${selector}`)];
  Object.assign(window, { found });
  const range = document.createRange();
  range.setStartBefore(found[0] ?? document.body);
  range.setEndAfter(found[found.length - 20] ?? document.body);
  getSelection()?.removeAllRanges();
  getSelection()?.addRange(range);
  return found.length;
}

function marked(): { readonly same: number; readonly selected: number } {
  const found = Reflect.get(window, 'found') as readonly Element[];
  return { same: found.filter(({ isConnected }) => isConnected).length, selected: getSelection()?.toString().length ?? 0 };
}

/** Milliseconds of script for one word that comes, the least of 25. */
async function leastScriptMs({ page }: View): Promise<number> {
  await page.locator('.markdown').waitFor();
  return page.evaluate(async () => {
    const draw = window.requestAnimationFrame;
    const times: number[] = [];
    for (let piece = 0; piece < 25; piece++) {
      let frame: FrameRequestCallback | null = null;
      window.requestAnimationFrame = (callback) => {
        frame ??= callback;
        return 0;
      };
      dispatchEvent(new MessageEvent('message', { data: { rpc: 'event', name: 'run', payload: { type: 'text.delta', itemId: 'msg_open', delta: 'word ' } } }));
      window.requestAnimationFrame = draw;
      const began = performance.now();
      (frame as FrameRequestCallback | null)?.(0);
      // What is to be drawn is drawn before other tasks.
      await new Promise<void>((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
      times.push(performance.now() - began);
      await new Promise((resolve) => draw(resolve));
    }
    return Math.min(...times);
  });
}

/** Microseconds of the browser's own work to paint one word that comes, the median of 25: its thread's time, whatever else the machine does. */
async function paintUs({ page }: View): Promise<number> {
  await page.locator('.markdown').waitFor();
  const browser = page.context().browser();
  await browser?.startTracing(page, { categories: ['disabled-by-default-devtools.timeline', 'devtools.timeline'] });
  await page.evaluate(async () => {
    for (let piece = 0; piece < 25; piece++) {
      dispatchEvent(new MessageEvent('message', { data: { rpc: 'event', name: 'run', payload: { type: 'text.delta', itemId: 'msg_open', delta: 'word ' } } }));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    }
  });
  const { traceEvents } = JSON.parse(String(await browser?.stopTracing())) as { readonly traceEvents: readonly { readonly name: string; readonly tdur?: number }[] };
  const times = traceEvents.flatMap(({ name, tdur }) => (name === 'Paint' && tdur !== undefined ? [tdur] : []));
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { messagesOf } from '../../scripts/messages/collect.ts';
import { said } from '../../scripts/messages/rule.js';
import { told } from '../../scripts/messages/told.js';
import { ROOT } from '../../scripts/paths.ts';

const FOLDER = path.join(ROOT, 'l10n');
/** Fewer words may be the same ones in two languages. */
const SENTENCE = 3;
const read = (file: string) => JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as Readonly<Record<string, string>>;

suite('Messages of each language', () => {
  test('the bundle that translators start from holds what the sources say', () => {
    assert.deepEqual(Object.keys(read('bundle.l10n.json')).sort(), [...messagesOf(path.join(ROOT, 'src'))].sort(), 'node scripts/messages.ts makes it');
  });

  for (const file of globSync('bundle.l10n.*.json', { cwd: FOLDER }).filter((name) => name !== 'bundle.l10n.json')) {
    test(`${file} says each message, with the same places for values`, () => {
      const translated = read(file);
      assert.deepEqual(Object.keys(translated).sort(), Object.keys(read('bundle.l10n.json')).sort());
      for (const [message, text] of Object.entries(translated)) assert.deepEqual(places(text), places(message), message);
    });

    test(`${file} is translated: no sentence stands there as it is in English`, () => {
      const sentences = Object.entries(read(file)).filter(([message, text]) => message === text && (message.match(/\p{L}{2,}/gu) ?? []).length >= SENTENCE);
      assert.deepEqual(sentences.map(([message]) => message), []);
    });
  }
});

suite('The lint rules for messages', () => {
  for (const [code, found] of [
    ['<p>Nothing is indexed yet.</p>', ['Say “Nothing is indexed yet.” by t().']],
    ['<p>{t("Nothing is indexed yet.")}</p>', []],
    ['<button aria-label="Send" title={`Send ${name}`} class="icon send" />', ['Say “Send” by t().', 'Say “Send” by t().']],
    ['<button aria-label={t("Send")} title={name} onClick={() => send("ask")} />', []],
    ['<p>{isDone ? "Done" : all && "All"}</p>', ['Say “Done” by t().', 'Say “All” by t().']],
    ['<p>{kind === "Done" && t("Done")} {count} s</p>', []],
    ['<Tool label="Copy" />', ['Say “Copy” by t().']],
    ['<button><Icon name="save" /> PNG</button>', []],
  ] as const) {
    test(`of views: ${code}`, () => assert.deepEqual(problems(code, 'src/webview/a.tsx', { 'messages/said': 'error' }), found));
  }

  for (const [code, found] of [
    ['throw new DocentError("no_file", `${name} is empty.`)', ['Say “is empty.” by t().']],
    ['throw new DocentError("no_file", t("{0} is empty.", name))', []],
    ['throw new DocentError("ended", "Python has ended.")', ['Say “Python has ended.” by t().']],
    ['throw new Error("This is run in a worker thread.")', []],
    ['vscode.window.showWarningMessage("Delete it?", { modal: true, detail: "It is gone." }, isAll ? "Delete All" : t("Delete"))', ['Say “Delete it?” by t().', 'Say “Delete All” by t().', 'Say “It is gone.” by t().']],
    ['picker.title = "Threads"; picker.items = [{ label: "$(add) Create One", id: "docent.create" }]', ['Say “Threads” by t().', 'Say “Create One” by t().']],
    ['item.text = `$(book) Docent: ${count}`; log.info("Nothing is kept.")', []],
  ] as const) {
    test(`of the editor: ${code}`, () => assert.deepEqual(problems(code, 'src/editor/a.ts', { 'messages/told': ['error', 'shown'] }).toSorted(), found.toSorted()));
  }

  test('of the engine: descriptions are what models read', () => {
    const code = 'const tool = { description: "Searches the files" }; const message = "It was not found."';
    assert.deepEqual(problems(code, 'src/core/a.ts', { 'messages/told': ['error', 'told'] }), ['Say “It was not found.” by t().']);
  });
});

function problems(code: string, file: string, rules: Linter.RulesRecord): readonly string[] {
  const config: Linter.Config = {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parser: tseslint.parser as Linter.Parser, parserOptions: { ecmaFeatures: { jsx: true } } },
    plugins: { messages: { rules: { said, told } } },
    rules,
  };
  return new Linter({ cwd: ROOT }).verify(code, config, { filename: path.join(ROOT, file) }).map(({ message }) => message);
}

function places(text: string): readonly string[] {
  return [...new Set(text.match(/\{\w+\}/g))].sort();
}

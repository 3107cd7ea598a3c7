import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../scripts/paths.ts';
import { manifestIn } from '../support/manifest.ts';

interface Command {
  readonly command: string;
  readonly title: string;
  readonly category?: string;
  readonly enablement?: string;
}

interface MenuItem {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}

interface Keybinding {
  readonly command: string;
  readonly key: string;
  readonly when?: string;
  readonly args?: { readonly commands: readonly (string | { readonly command: string })[] };
}

const { contributes } = manifestIn('package.nls.json') as {
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly keybindings: readonly Keybinding[];
    readonly walkthroughs: readonly { readonly steps: readonly { readonly completionEvents: readonly string[]; readonly media: Readonly<Record<string, string>> }[] }[];
  };
};
const { commands, menus, keybindings, walkthroughs } = contributes;
const sources = ['src/editor/commands.ts', 'src/editor/threads/view.ts', 'src/editor/knowledge/commands.ts', 'src/editor/chat/messageMenu.ts'].map((file) => readFileSync(path.join(ROOT, file), 'utf8')).join('\n');

/** What has something to do at any time, whatever is open: it opens a page, asks, or begins something. */
const ALWAYS = new Set([
  'docent.newThread',
  // It says what is wrong where the data can't be used.
  'docent.pickThread',
  'docent.openInEditor',
  'docent.moveChat',
  'docent.pickAssistant',
  'docent.createAssistant',
  // They ask which; other programs may have made one at any moment.
  'docent.editAssistant',
  'docent.duplicateAssistant',
  'docent.deleteAssistant',
  'docent.selectModel',
  'docent.manageApiKeys',
  'docent.showSessions',
  'docent.createStore',
  'docent.cleanUp',
  'docent.showUsage',
  'docent.setBudget',
  'docent.startApiServer',
  'docent.manageData',
  'docent.showDataFolder',
  'docent.showLog',
  // They ask for the service and the store, and say so where there is none.
  'docent.addToHosted',
  'docent.useHosted',
  'docent.renameHosted',
  'docent.chooseStore',
  'docent.cleanUpHosted',
]);
/** Menus of VS Code's own, where others have entries, too. */
const SHARED = /^(explorer|editor|scm|testing|notebook)\//;

suite('The commands in package.json', () => {
  const palette = new Map((menus['commandPalette'] ?? []).map((item) => [item.command, item.when]));

  for (const { command, enablement } of commands) {
    test(`${command} is offered by the palette only when it can do something`, () => {
      const isConditional = enablement !== undefined || palette.has(command);
      assert.notEqual(isConditional, ALWAYS.has(command), 'either a condition, or a reason to have none');
    });
  }

  test('are each there, and all that is offered is a command', () => {
    const known = new Set(commands.map(({ command }) => command));
    for (const { command } of commands) assert.ok(sources.includes(`'${command}'`), command);
    for (const [menu, items] of Object.entries(menus)) for (const { command } of items) assert.ok(known.has(command), `${menu}: ${command}`);
  });

  test('say whose they are in menus of VS Code’s own, and stand in a group there', () => {
    for (const [menu, items] of Object.entries(menus).filter(([name]) => SHARED.test(name) && name !== 'editor/title')) {
      for (const { command, group } of items) {
        assert.match(commands.find((each) => each.command === command)?.title ?? '', /Docent/, `${menu}: ${command}`);
        assert.ok(group, `${menu}: ${command}`);
      }
    }
  });

  test('have keys in Docent’s own views and lists alone, or a chord', () => {
    for (const { key, when = '' } of keybindings) assert.ok(/focusedView == docent\.|^inQuickInput && docent\./.test(when) || key.split(' ').length === 2, `${key}: ${when}`);
  });

  test('with inline actions are three at the most for an entry', () => {
    const inline = (menus['view/item/context'] ?? []).filter(({ group }) => group?.startsWith('inline'));
    assert.ok(new Set(inline.filter(({ when }) => when?.includes('docent.threads')).map(({ group }) => group)).size <= 3);
  });
});

suite('The walkthrough in package.json', () => {
  for (const { steps } of walkthroughs) {
    test('has five steps at the most, each with a picture that is there and a tick for what has happened', () => {
      assert.ok(steps.length <= 5, `${steps.length}`);
      for (const { media, completionEvents } of steps) {
        assert.match(readFileSync(path.join(ROOT, media['svg'] ?? ''), 'utf8'), /var\(--vscode-/);
        assert.ok(media['altText']);
        // A command may fail, or be left in its middle.
        for (const event of completionEvents) assert.match(event, /^onContext:docent\./);
      }
    });
  }
});

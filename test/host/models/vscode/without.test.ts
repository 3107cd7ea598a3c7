import assert from 'node:assert/strict';
import Module from 'node:module';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type * as Bundle from '../../../../src/extension.ts';
import { memoryLog } from '../../../support/log.ts';
import { tempDir } from '../../../support/temp.ts';
import { docentUri } from '../../support.ts';

/** How Node.js finds what is required; VS Code hands out its API the same way. */
const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
const NOTHING = () => new vscode.Disposable(() => {});

suite('an editor without language models', () => {
  test('has all else of Docent', async () => {
    const commands: string[] = [];
    const views: string[] = [];
    /** A part of the API as it is, besides what can be registered once only. */
    const part = <T extends object>(real: T, own: Readonly<Record<string, unknown>> = {}): T =>
      new Proxy(real, {
        get: (_, name) => own[String(name)] ?? (/^(register|createWeb)/.test(String(name)) ? NOTHING : Reflect.get(real, name)),
      });
    const api = part(vscode, {
      commands: part(vscode.commands, { registerCommand: (name: string) => (commands.push(name), NOTHING()) }),
      window: part(vscode.window, {
        createOutputChannel: () => ({ ...memoryLog(), show() {}, dispose() {} }),
        registerWebviewViewProvider: (name: string) => (views.push(name), NOTHING()),
        createStatusBarItem: () => ({ show() {}, hide() {}, dispose() {} }),
      }),
      workspace: part(vscode.workspace, {
        createFileSystemWatcher: () => ({ onDidChange: NOTHING, onDidCreate: NOTHING, onDidDelete: NOTHING, dispose() {} }),
      }),
      languages: part(vscode.languages, { createDiagnosticCollection: () => ({ set() {}, delete() {}, dispose() {} }) }),
    });
    const older: object = new Proxy(api, { get: (target, name) => (name === 'lm' ? undefined : Reflect.get(target, name)) });

    const dir = await tempDir();
    const bundle = join(docentUri().fsPath, 'dist', 'extension.cjs');
    const { _load } = loader;
    const load = Module.createRequire(bundle);
    const before = load.cache[bundle];
    loader._load = (request, ...rest) => (request === 'vscode' ? older : _load(request, ...rest));
    Reflect.deleteProperty(load.cache, bundle);
    let started: typeof Bundle;
    try {
      started = load(bundle) as typeof Bundle;
    } finally {
      loader._load = _load;
      load.cache[bundle] = before;
    }
    const memory = { get: () => undefined, update: async () => {}, keys: () => [], setKeysForSync() {} };
    const subscriptions: vscode.Disposable[] = [];
    const context = {
      subscriptions,
      workspaceState: memory,
      globalState: memory,
      extension: { packageJSON: { version: '0' } },
      extensionUri: docentUri(),
      globalStorageUri: vscode.Uri.file(dir.path),
      secrets: { get: async () => undefined, store: async () => {}, delete: async () => {}, keys: async () => [], onDidChange: NOTHING },
    };
    const { docent } = started.activate(context as unknown as vscode.ExtensionContext);
    await docent.threads.create({ origin: 'chat', workspace: '', title: 'works' });
    assert.deepEqual([views, commands.includes('docent.newThread'), commands.includes('docent.selectModel')], [['docent.chat'], true, true]);
    for (const subscription of subscriptions) subscription.dispose();
    await started.deactivate();
    await dir.remove();
  });
});

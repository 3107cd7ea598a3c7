import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { AZURE, OPENAI, serversOf, splitId, withRemote } from '../../core/models/servers.ts';
import { withoutSecrets } from '../../core/text/secrets/secrets.ts';
import { guard } from '../errors.ts';
import { addServer } from './addServer.ts';
import { heading, moreRows, typedRow, type Choice, type Row } from './rows.ts';
import type { SourceParts } from './source.ts';
import { modelSources } from './sources.ts';
import type { WayToReach } from '../remotePlace.ts';
import { changeSetting, settings } from '../settings.ts';

/** Lists every model that can be asked, to choose the one that answers from the next question on. */
export async function pickModel(parts: SourceParts): Promise<void> {
  const choice = await showPicker(parts);
  if (choice) await follow(choice, parts);
}

async function follow(choice: Choice, parts: SourceParts): Promise<unknown> {
  const { apiKeys, log } = parts;
  switch (choice.kind) {
    case 'model':
      return useModel(choice.id, parts);
    case 'deployment': {
      const name = await vscode.window.showInputBox({ title: 'Azure OpenAI', prompt: t('The name of the deployment, as in the Azure portal.') });
      return name?.trim() && useModel(`${AZURE}/${name.trim()}`, parts);
    }
    case 'key':
      return apiKeys.manage(choice.server);
    case 'keys':
      return apiKeys.manage();
    case 'settings':
      return vscode.commands.executeCommand('workbench.action.openSettings', 'docent.model');
    case 'moved':
      await changeSetting('model.servers', { ...settings.models().servers, [choice.server.name]: choice.server.baseUrl });
      return useModel(choice.id, parts);
    case 'mark':
      await changeSetting('model.servers', withRemote(settings.models().servers, choice.server, choice.remote));
      return pickModel(parts);
    case 'embeddings':
      return vscode.commands.executeCommand('docent.chooseEmbeddingModel');
    case 'page':
      return vscode.env.openExternal(vscode.Uri.parse(choice.url));
    case 'way':
      return showWay(choice.way);
    case 'addServer':
      return (await addServer(apiKeys, log)) && pickModel(parts);
  }
}

/** Says how a server on the user's own machine is reached, and copies the line that does it. */
async function showWay({ detail, line }: WayToReach): Promise<void> {
  if (line === null) return void (await vscode.window.showInformationMessage(detail));
  const copy = t('Copy the Command');
  if ((await vscode.window.showInformationMessage(t('{0} On your own machine: {1}', detail, line), copy)) === copy) await vscode.env.clipboard.writeText(line);
}

/** OpenAI and Azure never answer without a key, so it is asked for right away. */
async function useModel(id: string, { apiKeys }: SourceParts): Promise<void> {
  await changeSetting('model.id', id);
  const server = serversOf(settings.models()).find(({ name }) => name === splitId(id)?.server);
  if (!server || (server.name !== OPENAI && server.name !== AZURE)) return;
  if (!(await apiKeys.get(server.baseUrl))) await apiKeys.manage(server);
}

async function showPicker(parts: SourceParts): Promise<Choice | undefined> {
  const set = settings.models();
  const stop = new AbortController();
  const sources = await modelSources(parts, set, stop.signal);
  const found = sources.map(({ rows }) => rows);
  const picker = vscode.window.createQuickPick<Row>();
  picker.title = t('Select Model');
  picker.placeholder = t('Now: {0}. Choose another, or type server/model.', withoutSecrets(set.id) || t('search only'));
  picker.matchOnDescription = true;
  picker.keepScrollPosition = true;
  picker.busy = true;

  let typedRows: readonly Row[] = [];

  function show(): void {
    const groups = [...sources.map(({ title }, index) => ({ title, rows: found[index] ?? [] })), { title: t('More'), rows: moreRows() }];
    const rows = groups.flatMap(({ title, rows }) => (rows.length > 0 ? [heading(title), ...rows.map((row) => marked(row, set.id))] : []));
    const active = picker.activeItems[0];
    picker.items = [...typedRows, ...rows];
    // What is under the cursor stays there while others come; of what is typed, VS Code takes the best.
    const same = rows.find(({ label, description }) => active?.label === label && active.description === description);
    if (same && picker.value === '') picker.activeItems = [same];
  }

  function typed(text: string): readonly Row[] {
    const id = text.trim();
    const name = splitId(id);
    if (!name) return [];
    return [typedRow(id, serversOf(set).find(({ name: server }) => server === name.server))];
  }

  picker.onDidChangeValue((text) => {
    const before = typedRows;
    typedRows = typed(text);
    if (before.length + typedRows.length > 0) show();
  });
  show();
  picker.show();
  const finding = sources.map(async ({ find }, index) => {
    const rows = await find?.();
    if (!rows || stop.signal.aborted) return;
    found[index] = rows;
    show();
  });
  void guard(parts.log, async () => {
    await Promise.all(finding).finally(() => (picker.busy = false));
  });

  return new Promise<Choice | undefined>((resolve) => {
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]?.choice);
      picker.hide();
    });
    picker.onDidTriggerItemButton(({ item }) => {
      resolve(item.other);
      picker.hide();
    });
    picker.onDidHide(() => resolve(undefined));
  }).finally(() => {
    stop.abort();
    picker.dispose();
  });
}

function marked(row: Row, id: string): Row {
  return row.choice?.kind === 'model' && row.choice.id === id ? { ...row, label: `$(check) ${row.label}` } : row;
}

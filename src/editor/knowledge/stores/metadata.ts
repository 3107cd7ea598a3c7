import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { LIMITS } from '../../../core/types/assistant.ts';

type Metadata = Readonly<Record<string, string>>;

const REMOVE: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('trash'), tooltip: t('Remove') };

interface Row extends vscode.QuickPickItem {
  /** Null for a new pair. */
  readonly key: string | null;
}

/** Lets the user change one pair of a store's metadata, add one, or remove one. @returns all of them; undefined where the user goes back */
export async function editMetadata(metadata: Metadata): Promise<Metadata | undefined> {
  const picker = vscode.window.createQuickPick<Row>();
  picker.title = t('Metadata');
  picker.placeholder = t('Texts of your own, each below a key');
  const rows = Object.entries(metadata).map(([key, value]): Row => ({ key, label: key, description: value, buttons: [REMOVE] }));
  const isFull = rows.length >= LIMITS.metadata.entries;
  picker.items = isFull ? rows : [...rows, { key: null, label: t('$(add) Add…'), alwaysShow: true }];
  const choice = await new Promise<{ readonly row: Row; readonly remove: boolean } | undefined>((resolve) => {
    picker.onDidTriggerItemButton(({ item }) => resolve({ row: item, remove: true }));
    picker.onDidAccept(() => resolve(picker.selectedItems[0] && { row: picker.selectedItems[0], remove: false }));
    picker.onDidHide(() => resolve(undefined));
    picker.show();
  }).finally(() => picker.dispose());
  if (!choice) return undefined;
  const { row, remove } = choice;
  const key = row.key ?? (await ask(t('Key'), '', LIMITS.metadata.key));
  if (!key) return undefined;
  if (remove) return Object.fromEntries(Object.entries(metadata).filter(([each]) => each !== key));
  const value = await ask(t('Value of {0}', key), metadata[key] ?? '', LIMITS.metadata.value);
  return value === undefined ? undefined : { ...metadata, [key]: value };
}

async function ask(title: string, value: string, longest: number): Promise<string | undefined> {
  const validateInput = (text: string) => (text.length > longest ? t('At most {0} characters.', longest) : null);
  return vscode.window.showInputBox({ title, value, validateInput });
}

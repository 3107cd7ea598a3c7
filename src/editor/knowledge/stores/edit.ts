import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { planFor } from '../../../core/cleanup/remain.ts';
import type { Docent } from '../../../core/docent.ts';
import { fileCount } from '../../../core/text/fileCount.ts';
import { fileSize } from '../../../core/text/fileSize.ts';
import { LIMITS } from '../../../core/types/assistant.ts';
import type { StoreInfo } from '../../../core/types/vectorStore.ts';
import type { EditorAssistants } from '../../assistants/assistants.ts';
import { namedIn, renameIn } from './attach.ts';
import { editMetadata } from './metadata.ts';
import { storeName } from './pick.ts';

/** As over the API. In days. */
const LONGEST_LIFE = 365;
const USUAL_LIVES = [1, 7, 30, 90];

/** What can be changed of a store. */
export interface EditStore {
  create(): Promise<StoreInfo | undefined>;
  rename(store: StoreInfo): Promise<void>;
  describe(store: StoreInfo): Promise<void>;
  metadata(store: StoreInfo): Promise<void>;
  setExpiry(store: StoreInfo): Promise<void>;
  delete(store: StoreInfo): Promise<void>;
}

export function createEditStore({ vectorStores, assistants, cleanUp }: Docent, entries: EditorAssistants): EditStore {
  /** Asks for a name that no other store has: assistants in files know stores by their names. */
  async function askName(title: string, value: string): Promise<string | undefined> {
    const taken = new Set((await assistants.storeNames()).names.filter((name) => name !== value));
    const validateInput = (name: string) => {
      if (taken.has(name.trim())) return t('Another vector store has this name.');
      return name.trim().length > LIMITS.name ? t('At most {0} characters.', LIMITS.name) : null;
    };
    return (await vscode.window.showInputBox({ title, value, prompt: t('Its name, by which assistants know it'), validateInput }))?.trim();
  }

  return {
    async create() {
      const name = await askName(t('Create Vector Store'), '');
      return name ? vectorStores.create({ name, description: '', metadata: {}, expiresAfterDays: null }, []) : undefined;
    },
    async rename(store) {
      const name = await askName(t('Rename Vector Store'), store.name);
      if (!name || name === store.name) return;
      const named = await namedIn(store, entries);
      await vectorStores.update(store.id, { name });
      await renameIn(named, store.name, name);
      entries.changed();
    },
    async describe({ id, description }) {
      const validateInput = (text: string) => (text.length > LIMITS.description ? t('At most {0} characters.', LIMITS.description) : null);
      const said = await vscode.window.showInputBox({ title: t('Describe Vector Store'), value: description, prompt: t('What it holds, in one line'), validateInput });
      if (said !== undefined) await vectorStores.update(id, { description: said.trim() });
    },
    async metadata({ id, metadata }) {
      const edited = await editMetadata(metadata);
      if (edited) await vectorStores.update(id, { metadata: edited });
    },
    async setExpiry({ id, expiresAfterDays }) {
      const days = await askDays(expiresAfterDays);
      if (days !== undefined) await vectorStores.update(id, { expiresAfterDays: days });
    },
    async delete(store) {
      const [named, all] = await Promise.all([namedIn(store, entries), cleanUp.look()]);
      const { left } = planFor(all.filter(({ kind, id }) => kind === 'store' && id === store.id), all);
      const [yes, withFiles] = [t('Delete'), t('Delete With Its Files')];
      const size = fileSize(left.reduce((sum, { bytes }) => sum + bytes, 0));
      const detail = [
        named.length > 0 ? t('It is searched by {0}.', named.map(({ name }) => name).join(', ')) : '',
        left.length > 0 ? t('Docent’s copies of {0} ({1}) are in no other store and no message.', fileCount(left.length), size) : '',
        t('Your own files stay as they are.'),
      ];
      const answer = await vscode.window.showWarningMessage(
        t('Delete the vector store “{0}” for good?', storeName(store)),
        { modal: true, detail: detail.filter(Boolean).join(' ') },
        ...(left.length > 0 ? [withFiles, yes] : [yes]),
      );
      if (answer === undefined) return;
      await vectorStores.delete(store.id);
      if (answer === withFiles) for (const { id } of left) await vectorStores.deleteFile(id);
      entries.changed();
    },
  };
}

/** @returns days after the last use; null: never; undefined where the user goes back */
async function askDays(now: number | null): Promise<number | null | undefined> {
  const label = (days: number | null) => (days === null ? t('Never') : days === 1 ? t('A day after its last use') : t('{0} days after its last use', days));
  const choices = [null, ...new Set([...USUAL_LIVES, ...(now === null ? [] : [now])].toSorted((a, b) => a - b))];
  const other = { label: t('Another time…'), description: '', days: null };
  const items = [...choices.map((days) => ({ label: label(days), description: days === now ? t('as it is') : '', days })), other];
  const picked = await vscode.window.showQuickPick(items, { title: t('Expiry'), placeHolder: t('When it expires its files are gone; it is listed on as expired.') });
  if (picked !== other) return picked?.days;
  const validateInput = (text: string) => (isDays(text) ? null : t('A whole number from 1 to {0}.', LONGEST_LIFE));
  const typed = await vscode.window.showInputBox({ title: t('Expiry'), prompt: t('Days after its last use'), validateInput });
  return typed !== undefined && isDays(typed) ? Number(typed) : undefined;
}

function isDays(text: string): boolean {
  return /^\d{1,3}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= LONGEST_LIFE;
}

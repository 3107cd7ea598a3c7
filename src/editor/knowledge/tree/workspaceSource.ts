import * as vscode from 'vscode';
import type { Docent } from '../../../core/docent.ts';
import { fileCount } from '../../../core/text/fileCount.ts';
import { fileSize } from '../../../core/text/fileSize.ts';
import { WORKSPACE } from '../../../core/types/vectorStore.ts';
import type { IndexState } from '../../../protocol/view.ts';
import type { Indexing } from '../indexing.ts';
import type { ShownState, ShownStore, StoreSource } from './source.ts';

/** The index of the open folders. */
export function workspaceSource(store: Docent['workspace']['store'], indexing: Indexing): StoreSource {
  return {
    kind: 'workspace',
    onDidChange: (listener) => indexing.onDidChange(() => listener()),
    list: (_, folder, limit) => store.list(folder, limit),
    details: (_, { id }) => store.details(id),
    uriOf: (_, { id }) => vscode.Uri.file(id),
    async stores() {
      const { state } = indexing;
      if (state.kind === 'noFolder' || state.kind === 'untrusted') return [];
      const { files, chunks, bytes, leftOut, secrets, syncedAt } = await indexing.status();
      const facts: ShownStore['facts'] = [
        ['State', describe(state)],
        ['Files', String(files)],
        ['Chunks', String(chunks)],
        ['Left out', String(leftOut.length)],
        ['Secrets taken out', String(secrets.length)],
        ['Size', fileSize(bytes)],
        ['Last sync', syncedAt === null ? 'never' : new Date(syncedAt).toLocaleString()],
        ['Search', 'full text and the repository’s history'],
      ];
      return [{ id: WORKSPACE, name: 'Workspace', description: describe(state), state: STATES[state.kind], facts, problem: state.kind === 'failed' ? state.message : null }];
    },
  };
}

const STATES: Readonly<Record<IndexState['kind'], ShownState>> = {
  noFolder: 'none', untrusted: 'none', empty: 'none', working: 'working', partial: 'paused', ready: 'ready', damaged: 'trouble', failed: 'trouble',
};

function describe(state: IndexState): string {
  switch (state.kind) {
    case 'noFolder':
    case 'untrusted':
    case 'empty':
      return 'not indexed';
    case 'working':
      return state.total === 0 ? 'looking for files' : `indexing ${state.done} of ${state.total}`;
    case 'partial':
      return `${fileCount(state.files)}, paused`;
    case 'ready':
      return state.leftOut > 0 ? `${fileCount(state.files)}, ${state.leftOut} left out` : fileCount(state.files);
    case 'damaged':
      return 'damaged';
    case 'failed':
      return 'failed';
  }
}

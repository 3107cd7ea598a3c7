import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Docent } from '../../core/docent.ts';
import type { StoreStatus, SyncProgress, SyncReport } from '../../core/knowledge/vectorStore.ts';
import { DocentError, errorInfo } from '../../core/types/errors.ts';
import type { IndexState, Rebuild } from '../../protocol/view.ts';
import { onceRecovered } from '../data/follow.ts';
import { collectChanges } from './changes.ts';
import { createIndexMemory } from './memory.ts';
import { summaryOf, until, withIndexProgress } from './progress.ts';
import { pathOf } from '../fileUri.ts';
import { onSettingChange, settings } from '../settings.ts';
import { excludedGlobs, onExcludesChange, shownPath, workspace } from '../workspace.ts';

/** Much changes there, and nothing that is indexed. */
const NEVER_INDEXED = /(^|\/)(\.git|node_modules)\//;
/** An update that takes less is over before one has read that it goes on. */
const WORTH_SHOWING_MS = 1_000;

/** Work on the index that is under way. */
interface Work {
  readonly abort: AbortController;
  /** Resolves however it ends. */
  readonly ended: Promise<unknown>;
}

/** The index of this workspace: made when the user asks for it, kept up to date from then on. */
export interface Indexing extends vscode.Disposable {
  readonly state: IndexState;
  readonly rebuild: Rebuild;
  readonly onDidChange: vscode.Event<IndexState>;
  /** Indexes what has changed, with progress and Cancel; null where it was cancelled. */
  index(): Promise<SyncReport | null>;
  /** Resolves when the index that is being built or built again is ready, or its making has ended otherwise; null where none is being built. */
  building(): Promise<void> | null;
  /** Looks once more at files that were left out, by their absolute paths. */
  retry(paths: readonly string[]): Promise<SyncReport>;
  status(): Promise<StoreStatus>;
  /** Lets a secret with this digest stay in what is indexed of this workspace. */
  allow(digest: string): Promise<void>;
  clear(): Promise<void>;
  /** Ends the work at hand and follows no changes, also in the windows to come, until one resumes or indexes. */
  pause(): Promise<void>;
  /** Goes on where it was paused, with progress in the status bar. */
  resume(): Promise<void>;
  /** The user has read that the index was made anew. */
  dismissRebuild(): void;
}

export function createIndexing(docent: Docent, log: vscode.LogOutputChannel, workspaceState: vscode.Memento): Indexing {
  const memory = createIndexMemory(workspaceState);
  const changed = new vscode.EventEmitter<IndexState>();
  let state: IndexState = { kind: 'empty' };
  let running: Work | null = null;
  /** So many times the beginning is under way. */
  let beginning = 0;
  let unsubscribe = () => {};

  const store = () => docent.workspace.store;
  const setState = (next: IndexState) => {
    state = next;
    changed.fire(state);
  };

  const showWork = ({ done, total }: SyncProgress) => setState({ kind: 'working', done, total });

  async function refreshState(): Promise<void> {
    const { kind } = workspace();
    if (kind !== 'open') return setState({ kind });
    const status = await store().status();
    const { syncedAt, files, leftOut } = status;
    if (memory.isLost(status)) return setState({ kind: 'damaged' });
    if (syncedAt !== null && !memory.isPaused()) setState({ kind: 'ready', files, leftOut: leftOut.length });
    else setState(files > 0 ? { kind: 'partial', files } : { kind: 'empty' });
    if (state.kind === 'ready' || state.kind === 'partial') await memory.remember(state.kind);
  }

  /** @param paths those that may have changed; null for everything */
  async function sync(paths: readonly string[] | null, signal: AbortSignal, onProgress: (progress: SyncProgress) => void, again = false): Promise<SyncReport> {
    const open = workspace();
    if (open.kind === 'noFolder') {
      throw new DocentError('no_folder', t('Open a folder first: Docent indexes the files of a folder.'), 'openFolder');
    }
    if (open.kind === 'untrusted') {
      throw new DocentError('untrusted', t('Docent indexes files only in a workspace you trust.'), 'trustWorkspace');
    }
    try {
      const report = await store().sync(open.folders, { exclude: excludedGlobs(), history: settings.indexHistory(), allowed: memory.allowed(), paths, again, signal, onProgress });
      // Single changes may come every second, for hours.
      log[paths ? 'debug' : 'info'](summaryOf(report));
      // The user has stopped it, so what is missing is not lost.
      if (report.cancelled && paths === null && report.added > 0) await memory.remember('partial');
      await refreshState();
      // What was in before still is, but not all that has changed since.
      if (report.cancelled && state.kind === 'ready') setState({ kind: 'partial', files: state.files });
      return report;
    } catch (error) {
      setState({ kind: 'failed', message: errorInfo(error).message });
      throw error;
    }
  }

  async function exclusively(work: (signal: AbortSignal, abort: () => void) => Promise<SyncReport>): Promise<SyncReport> {
    running?.abort.abort();
    const abort = new AbortController();
    const result = work(abort.signal, () => abort.abort());
    const mine: Work = { abort, ended: Promise.allSettled([result]) };
    running = mine;
    try {
      return await result;
    } finally {
      if (running === mine) running = null;
    }
  }

  /** Indexes what has changed, without a word unless it takes long. */
  async function updateQuietly(paths: readonly string[] | null, worthShowing = WORTH_SHOWING_MS): Promise<void> {
    const began = Date.now();
    const onProgress = (progress: SyncProgress) => {
      if (Date.now() - began >= worthShowing) showWork(progress);
    };
    try {
      await exclusively((signal) => sync(paths, signal, onProgress));
    } catch (error) {
      log.warn(`The index was not updated: ${String(error)}`);
    }
  }

  /** Whether much of it may be missing: not where single changes are taken in. */
  const isBuilding = () => memory.rebuild === 'running' || state.kind === 'working';

  /** Whether the index is kept up to date: not one that was never made, nor one whose making the user has stopped. */
  const isFollowed = () => (state.kind === 'ready' || state.kind === 'failed') && settings.indexAutoUpdate();

  const changes = collectChanges({
    async concerns(paths) {
      const open = workspace();
      if (open.kind !== 'open') return false;
      // Where that can't be told, the update says why.
      return store().concerns(open.folders, { exclude: excludedGlobs(), paths }).catch(() => true);
    },
    async update(paths) {
      // What the work under way has read already may just have changed.
      while (running) await running.ended;
      // After a failure nobody knows what else is missing.
      if (isFollowed()) await updateQuietly(state.kind === 'failed' ? null : paths);
    },
  });

  function onFileChange(uri: vscode.Uri): void {
    // Within the workspace: the workspace itself may well lie in such a folder.
    if (!NEVER_INDEXED.test(shownPath(uri)) && (running || isFollowed())) changes.add(pathOf(uri));
  }

  /** Goes on where the last window stopped, also in the middle of the first time. */
  async function begin(): Promise<void> {
    beginning++;
    unsubscribe();
    unsubscribe = store().onDamaged(() => void onDamaged());
    try {
      await refreshState();
      if (!settings.indexAutoUpdate() || memory.isPaused()) return;
      if (state.kind === 'damaged') {
        memory.rebuild = 'running';
        await updateQuietly(null, 0);
      } else if (state.kind === 'ready' || state.kind === 'partial') await updateQuietly(null);
    } catch (error) {
      setState({ kind: 'failed', message: errorInfo(error).message });
    } finally {
      beginning--;
      if (beginning === 0 && memory.rebuild === 'running') {
        memory.rebuild = state.kind === 'ready' ? 'done' : null;
        changed.fire(state);
      }
    }
  }

  /** What was asked of the damaged file is answered from a new one, which is empty as yet. */
  async function onDamaged(): Promise<void> {
    if (settings.indexAutoUpdate()) memory.rebuild = 'running';
    // It sees for itself.
    if (beginning > 0) return;
    while (running) await running.ended;
    await begin();
  }

  const watcher = vscode.workspace.createFileSystemWatcher('**/*');
  const subscriptions = [
    changed, changes, watcher, watcher.onDidChange(onFileChange), watcher.onDidCreate(onFileChange), watcher.onDidDelete(onFileChange),
    vscode.workspace.onDidChangeWorkspaceFolders(begin),
    vscode.workspace.onDidGrantWorkspaceTrust(begin),
    onSettingChange('index', begin),
    onExcludesChange(begin),
    new vscode.Disposable(onceRecovered(docent.data, begin)),
  ];
  void begin();

  return {
    get state() {
      return state;
    },
    get rebuild() {
      return memory.rebuild;
    },
    dismissRebuild() {
      memory.rebuild = null;
      changed.fire(state);
    },
    onDidChange: changed.event,
    async index() {
      await memory.pause(false);
      return withIndexProgress(workspaceState, (onCancel, onProgress) =>
        exclusively((signal, abort) => {
          onCancel(abort);
          return sync(null, signal, (step) => {
            showWork(step);
            onProgress(step);
          });
        }),
      );
    },
    async pause() {
      await memory.pause(true);
      running?.abort.abort();
      await running?.ended;
      await refreshState();
    },
    async resume() {
      await memory.pause(false);
      await updateQuietly(null, 0);
    },
    building: () => (isBuilding() ? until(changed.event, () => !isBuilding()) : null),
    retry: (paths) => exclusively((signal) => sync(paths, signal, showWork, true)),
    status: () => store().status(),
    allow: (digest) => memory.allow(digest).then(() => updateQuietly(null)),
    async clear() {
      running?.abort.abort();
      await store().clear();
      await memory.remember(null);
      await refreshState();
    },
    dispose() {
      running?.abort.abort();
      unsubscribe();
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

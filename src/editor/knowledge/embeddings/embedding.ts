import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Docent } from '../../../core/docent.ts';
import { configuredEmbedder, type Configured } from '../../../core/models/embeddings/configured.ts';
import { priceOf } from '../../../core/models/price.ts';
import type { Embedder } from '../../../core/types/embedder.ts';
import { DocentError, errorInfo } from '../../../core/types/errors.ts';
import { FREE } from '../../../core/types/usage.ts';
import type { ApiKeys } from '../../models/keys.ts';
import { changeSetting, onSettingChange, settings } from '../../settings.ts';
import { workspaceKey } from '../../workspace.ts';
import type { Indexing } from '../indexing.ts';
import { mayEmbed } from './consent.ts';
import { pickEmbeddingModel } from './picker.ts';

const KEY = 'docent.embeddings';
const MILLION = 1_000_000;

/** What this workspace's user has agreed to, and which model has embedded all of it. */
interface Remembered {
  readonly workspace: string;
  readonly agreed: string | null;
  readonly done: string | null;
}

type Work = { readonly kind: 'idle' } | { readonly kind: 'working'; readonly done: number; readonly total: number } | { readonly kind: 'stopped' } | { readonly kind: 'failed'; readonly message: string };

/** The vectors of this workspace's index: filled in the background, where the user has agreed. */
export interface Embedding extends vscode.Disposable {
  /** The model that questions are asked by now: until a new one is through, the one before. */
  asked(): Embedder | null;
  /** Who gets what is searched for by it; null: it stays on this machine, or there is none. */
  reader(): string | null;
  choose(): Promise<void>;
  stop(): void;
  /** How it stands, in one line of Markdown; '' where no model is set. */
  line(): string;
  readonly onDidChange: vscode.Event<void>;
}

export interface EmbeddingParts {
  readonly store: Pick<Docent['workspace']['store'], 'unembedded' | 'embed'>;
  readonly usage: Pick<Docent['usage'], 'addEmbedding'>;
  readonly indexing: Pick<Indexing, 'state' | 'onDidChange'>;
  readonly apiKeys: ApiKeys;
  readonly memory: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
}

export function createEmbedding({ store, usage, indexing, apiKeys, memory, log }: EmbeddingParts): Embedding {
  const changed = new vscode.EventEmitter<void>();
  let work: Work = { kind: 'idle' };
  let running: AbortController | null = null;
  /** The index has changed while it was at work. */
  let again = false;

  const configured = (id: string) => configuredEmbedder(id, settings.models(), apiKeys.get, log);
  const setWork = (next: Work) => {
    work = next;
    changed.fire();
  };

  function remembered(): Remembered {
    const known = memory.get<Remembered>(KEY);
    return known?.workspace === workspaceKey() ? known : { workspace: workspaceKey(), agreed: null, done: null };
  }

  /** The model that is set and agreed to. */
  function wanted() {
    const id = settings.embeddings();
    return id !== '' && vscode.workspace.isTrusted && remembered().agreed === id ? configured(id) : null;
  }

  async function fill(): Promise<void> {
    again = running !== null;
    const model = wanted();
    if (running || !model || work.kind === 'stopped' || indexing.state.kind !== 'ready') return;
    const abort = new AbortController();
    running = abort;
    let taken = 0;
    try {
      const { texts, tokens } = await store.embed(model.embedder, { signal: abort.signal, onProgress: ({ done, total, tokens }) => {
        taken += tokens;
        setWork({ kind: 'working', done, total });
      } });
      if (texts > 0) log.info(`${model.embedder.id} has embedded ${texts} passages, ${tokens} tokens.`);
      await memory.update(KEY, { ...remembered(), done: model.embedder.id } satisfies Remembered);
      setWork({ kind: 'idle' });
    } catch (error) {
      if (abort.signal.aborted) return;
      log.warn(`Embedding has stopped: ${errorInfo(error).message}`);
      setWork({ kind: 'failed', message: errorInfo(error).message });
    } finally {
      running = null;
      if (taken > 0) await count(model, taken);
      if (again) void fill();
    }
  }

  /** A failure here is no failure of what was done. */
  async function count({ embedder, reader }: Configured, tokens: number): Promise<void> {
    const price = reader === null ? FREE : priceOf(embedder.id, settings.models());
    await usage.addEmbedding(embedder.id, tokens, price && (tokens * price.input) / MILLION).catch((error: unknown) => log.warn(`What embedding took was not counted: ${String(error)}`));
  }

  function stop(): void {
    running?.abort();
    setWork({ kind: 'stopped' });
  }

  async function choose(): Promise<void> {
    const id = await pickEmbeddingModel({ apiKeys, log });
    if (id === undefined) return;
    if (id === '') {
      running?.abort();
      await memory.update(KEY, { ...remembered(), agreed: null, done: null } satisfies Remembered);
      await changeSetting('index.embeddings', '');
      return setWork({ kind: 'idle' });
    }
    const model = configured(id);
    if (!model) throw new DocentError('no_embedding_model', t('“{0}” is at no server that docent.model.servers has; choose another one.', id));
    if (!(await mayEmbed(model, await store.unembedded(model.embedder.key)))) return;
    running?.abort();
    await memory.update(KEY, { ...remembered(), agreed: id } satisfies Remembered);
    await changeSetting('index.embeddings', id);
    setWork({ kind: 'idle' });
    void fill();
  }

  const subscriptions = [changed, indexing.onDidChange(() => void fill()), onSettingChange('index.embeddings', () => {
    changed.fire();
    void fill();
  })];
  void fill();

  function asked(): Configured | null {
    const now = wanted();
    const { done } = remembered();
    const before = done !== null && done !== now?.embedder.id ? configured(done) : null;
    // Whoever has gone over to a model on this machine does not want to be heard elsewhere any more.
    const isLeft = before !== null && now !== null && now.reader === null && before.reader !== null;
    return now && (before && !isLeft ? before : now);
  }

  return {
    asked: () => asked()?.embedder ?? null,
    reader: () => asked()?.reader ?? null,
    choose,
    stop,
    line() {
      const id = settings.embeddings();
      if (id === '') return '';
      if (remembered().agreed !== id) return t('`{0}` is set to embed this workspace: [ask me](command:docent.chooseEmbeddingModel)', id);
      switch (work.kind) {
        case 'working':
          return t('Embedding: {0} of {1} passages · [Cancel](command:docent.cancelEmbedding)', work.done, work.total);
        case 'stopped':
          return t('Embedding is stopped · [Choose Embedding Model](command:docent.chooseEmbeddingModel)');
        case 'failed':
          return t('Embedding has stopped: {0} [Try Again](command:docent.chooseEmbeddingModel)', escaped(work.message));
        case 'idle':
          return t('Also found by meaning, with `{0}`', id);
      }
    },
    onDidChange: changed.event,
    dispose() {
      running?.abort();
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>]/g, '\\$&');
}

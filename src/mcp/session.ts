import type { Docent } from '../core/docent.ts';
import { CLIENT } from '../core/limits/limits.ts';
import type { StoredFile } from '../core/types/output.ts';
import type { Thread } from '../core/types/thread.ts';

/** What a client has as long as it is connected: a Python with its variables, and what code left. */
export interface McpSession {
  /** In which its code runs; begun when code first does. */
  thread(): Promise<Thread>;
  /** Notes what code left, to be read by its URI. */
  keep(file: StoredFile): void;
  /** What code left; null where it is nothing of this client's. */
  kept(id: string): StoredFile | null;
  /** Ends its Python, and deletes what it left. */
  close(): Promise<void>;
}

/** Threads of processes that were killed; no client stays connected for so long. In milliseconds. */
const LEFT_BEHIND_MS = 7 * 24 * 60 * 60 * 1000;

export function createSession(docent: Docent): McpSession {
  const results = new Map<string, StoredFile>();
  let begun: Promise<Thread> | null = null;

  async function begin(): Promise<Thread> {
    const left = (await docent.threads.list({ workspace: null, origins: ['mcp'] })).filter(({ createdAt }) => createdAt < Date.now() - LEFT_BEHIND_MS);
    for (const { id } of left) await docent.deleteThread(id);
    return docent.threads.create({ origin: 'mcp', workspace: await docent.workspace.id(), title: '' });
  }

  return {
    async thread() {
      const thread = await (begun ??= begin().catch((error: unknown) => {
        begun = null;
        throw error;
      }));
      if (await docent.threads.get(thread.id)) return thread;
      // Somebody has tidied up.
      return (begun = begin());
    },
    keep(file) {
      results.set(file.id, file);
      const [oldest] = results.keys();
      if (oldest !== undefined && results.size > CLIENT.results.max) results.delete(oldest);
    },
    kept: (id) => results.get(id) ?? null,
    async close() {
      const thread = await begun?.catch(() => null);
      if (thread) await docent.deleteThread(thread.id);
    },
  };
}

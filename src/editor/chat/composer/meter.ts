import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import { chosenAssistant } from '../../../core/assistants/choice.ts';
import type { Docent } from '../../../core/docent.ts';
import type { Destination } from '../../../core/models/model.ts';
import { splitId, VSCODE } from '../../../core/models/servers.ts';
import type { ConsentBroker } from '../../../core/runs/consents.ts';
import type { RequestSize } from '../../../core/runs/requestSize.ts';
import { sendingTo } from '../../../core/runs/sending.ts';
import { isActive } from '../../../core/types/run.ts';
import type { Chip, Meter } from '../../../protocol/composer.ts';
import type { Conversation } from '../conversation.ts';

/** What changes at once is measured once. In milliseconds. */
const SETTLE_MS = 200;
/** A server that is down must not keep the rest from being shown. In milliseconds. */
const WINDOW_MS = 3_000;
/** Of a window, what one text may take; the thread, its results and the answer need the rest. */
const TEXT_SHARE = 1 / 4;
/** What one text may take at most, also where nobody knows the window: a long file, about 1,500 lines. */
export const TEXT_TOKENS = 16_000;

/** How full the next request is. */
export interface ContextMeter extends vscode.Disposable {
  /** With what goes along; null until it was measured, and where no language model answers. */
  value(chips: readonly Chip[]): Meter | null;
  /** Says that who answers sees no images; null where that is not so, or nobody knows. */
  readonly blind: string | null;
  /** Tokens that one text may have, to be read whole. */
  room(): number;
  /** Something has changed. */
  measure(): void;
}

export interface MeterParts {
  readonly docent: Docent;
  readonly conversation: Conversation;
  readonly consents: Pick<ConsentBroker, 'known'>;
  readonly log: vscode.LogOutputChannel;
}

export function createMeter({ docent, conversation, consents, log }: MeterParts, changed: () => void): ContextMeter {
  let measured: (RequestSize & { readonly window: number | null }) | null = null;
  let blind: string | null = null;
  let timer: NodeJS.Timeout | null = null;

  /** Nobody elsewhere hears of this window before its user has allowed it. */
  function mayBeAsked(destination: Destination): boolean {
    if (destination.kind === 'local') return true;
    return consents.known({ id: '', threadId: '', runId: '', subject: sendingTo(destination), answer: null }) === 'always';
  }

  async function measureNow(): Promise<void> {
    timer = null;
    const threadId = conversation.thread?.id ?? null;
    const assistant = await chosenAssistant(docent.assistants, conversation.assistant);
    const model = docent.model(assistant, 'chat');
    const isElsewhere = !mayBeAsked(model.destination);
    const [size, window, sees] = await Promise.all([
      docent.requestSize(assistant, threadId),
      // Who is asked for it says so when it answers nothing.
      isElsewhere ? null : model.contextTokens(AbortSignal.timeout(WINDOW_MS)).catch(() => null),
      // What VS Code has is asked of nobody else.
      isElsewhere && splitId(model.id)?.server !== VSCODE ? null : model.seesImages?.(AbortSignal.timeout(WINDOW_MS)).catch(() => null),
    ]);
    if (threadId !== (conversation.thread?.id ?? null)) return;
    blind = sees === false ? t('{0} sees no images: it is told the name alone.', model.label) : null;
    measured = model.isLanguageModel ? { ...size, window } : null;
    changed();
  }

  function measure(): void {
    timer ??= setTimeout(() => {
      measureNow().catch((error: unknown) => log.debug(`The context was not measured: ${String(error)}`));
    }, SETTLE_MS);
  }

  const unsubscribe = docent.runs.subscribe((threadId, event) => {
    if (event.type === 'run' && !isActive(event.run.status) && threadId === conversation.thread?.id) measure();
  });
  const unfollow = docent.data.subscribe((state) => {
    if (state.kind === 'open') measure();
  });
  return {
    value: (chips) => measured && { ...measured, context: chips.reduce((sum, { tokens }) => sum + (tokens ?? 0), 0) },
    get blind() {
      return blind;
    },
    room: () => (measured?.window ? Math.min(TEXT_TOKENS, measured.window * TEXT_SHARE) : TEXT_TOKENS),
    measure,
    dispose() {
      unsubscribe();
      unfollow();
      if (timer) clearTimeout(timer);
    },
  };
}

import { t } from '@vscode/l10n';
import type { Docent } from '../../core/docent.ts';
import { DocentError } from '../../core/types/errors.ts';
import type { CellRequests } from '../../protocol/cells.ts';
import type { HostContract } from '../../protocol/view.ts';
import type { Handlers } from '../../rpc.ts';
import type { Conversation } from '../chat/conversation.ts';
import { askWhere } from '../results.ts';
import { exportThread } from './exporting.ts';

/** How a view's requests are answered that concern code, its variables, and what is taken along of it. */
export function cellRequests(docent: Docent, conversation: Conversation): Pick<Handlers<HostContract>['requests'], keyof CellRequests> {
  const threadId = () => {
    if (!conversation.thread) throw new DocentError('no_thread', t('This analysis has not begun yet.'));
    return conversation.thread.id;
  };
  const session = () => docent.interpreter.session(threadId());
  return {
    async runCells(cells) {
      await conversation.runCells(cells);
      return null;
    },
    // Without a process there is nothing to ask, and no session to make.
    variables: async () => (docent.interpreter.sessions().some(({ owner }) => owner.kind === 'thread' && owner.threadId === conversation.thread?.id) ? session().variables() : null),
    async saveVariable({ name, saves }) {
      const target = await askWhere(`${name === '_' ? 'result' : name}.${saves}`);
      if (target) await session().saveVariable(name, target.fsPath);
      return null;
    },
    async restartPython() {
      await conversation.stop();
      await session().stop();
      return null;
    },
    async exportAnalysis() {
      await exportThread(docent, threadId());
      return null;
    },
    async followUp({ text }) {
      await conversation.ask(text);
      return null;
    },
  };
}

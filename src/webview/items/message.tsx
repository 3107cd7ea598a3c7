import { t } from '@vscode/l10n';
import { useRef } from 'preact/hooks';
import type { Branch } from '../../core/types/branch.ts';
import type { Citation } from '../../core/types/citation.ts';
import { messageText, type Item, type Message } from '../../core/types/item.ts';
import { selectedText } from '../markdown/copy.ts';
import { useHost } from '../shared/host.ts';
import { tellMenu } from '../shared/menuContext.ts';
import { place } from '../shared/place.ts';
import { Part } from './part.tsx';
import { Question } from './question.tsx';
import { CopyTool, Tool, Tools } from './tools.tsx';

interface Props {
  readonly message: Item<Message>;
  readonly branch: Branch | null;
  /** The id of the question that it answers. */
  readonly questionId: string | null;
  /** Whether it is the end of the thread, and nothing is under way. */
  readonly isEnd: boolean;
}

export function MessageView({ message, branch, questionId, isEnd }: Props) {
  if (message.role === 'user') return <Question message={message} branch={branch} />;
  return <Answer message={message} questionId={questionId} isEnd={isEnd} />;
}

function Answer({ message, questionId, isEnd }: Omit<Props, 'branch'>) {
  const { authors, canAsk, send } = useHost();
  const author = message.runId ? authors[message.runId] : undefined;
  const isCut = message.status === 'incomplete';
  const article = useRef<HTMLElement>(null);
  const selected = () => (article.current ? selectedText(article.current).trim() : '');
  const text = messageText(message);
  const onContextMenu = tellMenu(() => ({ docentMessage: 'answer', itemId: message.id, questionId: questionId ?? '', text, selected: selected(), docentAsks: canAsk }));
  return (
    <article ref={article} class={`message assistant${isEnd ? ' end' : ''}`} aria-label={author || 'Docent'} tabIndex={-1} onContextMenu={onContextMenu}>
      {author && <p class="quiet">{author}</p>}
      {message.content.map((part, index) => (
        <Part key={index} name={String(index)} part={part} plain={false} />
      ))}
      <Sources message={message} />
      {isCut && <p class="quiet">{t('This answer is not complete.')}</p>}
      {isCut && isEnd && canAsk && <button onClick={() => send('goOn', null)}>{t('Continue')}</button>}
      {message.status !== 'in_progress' && <AnswerTools text={text} questionId={questionId} selected={selected} />}
    </article>
  );
}

interface AnswerToolsProps extends Pick<Props, 'questionId'> {
  readonly text: string;
  /** What of it is selected. */
  readonly selected: () => string;
}

function AnswerTools({ text, questionId, selected }: AnswerToolsProps) {
  const { canAsk, quote, send } = useHost();
  return (
    <Tools label={t('Answer')}>
      <CopyTool text={text} />
      <Tool icon="insert" label={t('Insert at cursor')} onClick={() => send('insertText', { text })} />
      <Tool icon="go-to-file" label={t('Open as file')} onClick={() => send('openCode', { code: text, language: 'markdown' })} />
      {canAsk && <Tool icon="quote" label={t('Quote')} onClick={() => quote(selected() || text)} />}
      {canAsk && questionId && <Tool icon="refresh" label={t('Ask again')} onClick={() => send('branch', { itemId: questionId, text: null })} />}
    </Tools>
  );
}

/** All that the message cites, once each, below it. */
function Sources({ message }: { message: Message }) {
  const { send } = useHost();
  const cited = new Map<number, Citation>();
  for (const part of message.content) {
    if (part.type === 'text') for (const { citation } of part.annotations) cited.set(citation.number, citation);
  }
  if (cited.size === 0) return null;
  return (
    <ul class="sources" aria-label={t('Sources')}>
      {[...cited.values()].map((citation) => (
        <li key={citation.number}>
          <span class="quiet">{citation.number}</span>{' '}
          <button class="link" onClick={() => send('openCitation', citation)}>
            {place(citation)}
          </button>
        </li>
      ))}
    </ul>
  );
}

import { t } from '@vscode/l10n';
import { visible } from '../../core/text/visible.ts';
import type { Consent, ConsentSubject } from '../../core/types/consent.ts';
import type { Item } from '../../core/types/item.ts';
import { useHost } from '../shared/host.ts';
import { CodeBlock } from '../markdown/codeBlock.tsx';
import { Pre } from './pre.tsx';

/** A question that the work waits for, with all one needs to answer it. */
export function ConsentItem({ consent: { id, subject }, place }: { consent: Consent; place: string }) {
  const { send } = useHost();
  const { title, always } = words(subject);
  return (
    <div class="consent" role="group" aria-label={title}>
      <h2>{title}</h2>
      <Detail subject={subject} place={place} />
      <div class="buttons">
        <button class="primary" onClick={() => send('answerConsent', { id, answer: 'once' })}>
          {t('Allow Once')}
        </button>
        <button onClick={() => send('answerConsent', { id, answer: 'always' })}>{always}</button>
        <button onClick={() => send('answerConsent', { id, answer: 'deny' })}>{t('Don’t Allow')}</button>
      </div>
    </div>
  );
}

/** Whether a question is about this item. */
export function isAbout({ subject }: Consent, item: Item): boolean {
  if (item.status !== 'in_progress') return false;
  switch (subject.kind) {
    case 'code':
      return item.type === 'code_interpreter_call' && item.code === subject.code;
    case 'tool':
      return item.type === 'function_call' && item.name === subject.name && item.arguments === subject.arguments;
    case 'send':
      return false;
  }
}

function Detail({ subject, place }: { subject: ConsentSubject; place: string }) {
  switch (subject.kind) {
    case 'code':
      return (
        <>
          <p>{subject.reason} {t('The code can read and change what you can.')}</p>
          <CodeBlock code={visible(subject.code)} language="python" />
        </>
      );
    case 'tool':
      return <Pre text={subject.arguments} />;
    case 'send':
      return (
        <>
          <p>{t('{0} would be sent to {1}.', subject.what, subject.host)}</p>
          <p>{t('Keys and tokens that Docent recognises in texts are left out. All else stays on {0}.', place)}</p>
        </>
      );
  }
}

function words(subject: ConsentSubject): { title: string; always: string } {
  switch (subject.kind) {
    case 'code':
      return { title: t('Run this code without a sandbox?'), always: t('Allow in This Thread') };
    case 'tool':
      return { title: t('Let {0} do this?', subject.name), always: t('Allow in This Thread') };
    case 'send':
      return { title: t('Send content of this workspace to {0}?', subject.host), always: t('Allow for This Workspace') };
  }
}

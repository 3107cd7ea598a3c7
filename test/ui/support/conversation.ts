import type { FrameLocator, Locator } from '../../vscode-host/scripts/browser.ts';

/** A conversation as one sees it: the chat in the side bar, or an analysis in an editor tab. */
export interface ConversationPage {
  readonly view: FrameLocator;
  /** Where a question is typed; the chat alone has it. */
  readonly field: Locator;
  readonly questions: Locator;
  /** The newest answer to the newest question. */
  readonly answer: Locator;
  /** What the newest answer cites, as listed below it. */
  readonly sources: Locator;
  /** What one is told of a failure, a stop or a refusal. */
  readonly notice: Locator;
  readonly consent: Locator;
  readonly stop: Locator;
  button(name: string | RegExp): Locator;
  /** The line that folds what was done on the way to an answer. */
  step(title: string | RegExp): Locator;
  /** Asks when the answer before is complete, and waits until the question is shown. */
  ask(question: string): Promise<void>;
  /** Waits until nothing is under way any more. */
  ended(): Promise<void>;
}

export function conversationPage(view: FrameLocator): ConversationPage {
  const button = (name: string | RegExp) => view.getByRole('button', { name });
  const field = view.getByRole('textbox', { name: 'Question' });
  const questions = view.getByRole('article', { name: 'You' });
  const answer = questions.last().locator('xpath=following-sibling::article').last();
  const stop = button(/^Stop/);
  const ended = () => view.locator('.send, .analysis > header button:enabled', { hasNotText: 'Stop' }).first().waitFor();
  return {
    ...{ view, field, questions, answer, button, stop, ended },
    sources: answer.getByRole('list', { name: 'Sources' }).getByRole('button'),
    notice: view.locator('.notice, .banner'),
    consent: view.locator('.consent'),
    step: (title) => view.locator('summary', { hasText: title }),
    async ask(question) {
      await ended();
      const asked = await questions.count();
      await field.fill(question);
      await field.press('Enter');
      await questions.nth(asked).filter({ hasText: question.trim().split('\n')[0] ?? '' }).waitFor();
    },
  };
}

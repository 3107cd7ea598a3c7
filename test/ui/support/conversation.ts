import type { FrameLocator, Locator } from '../../vscode-host/scripts/browser.ts';

/** A conversation as one sees it: the chat in the side bar, or an analysis in an editor tab. */
export interface ConversationPage {
  readonly view: FrameLocator;
  /** Where a question is typed; the chat alone has it. */
  readonly field: Locator;
  readonly questions: Locator;
  /** The newest answer to the newest question, as far as it has come. */
  readonly answer: Locator;
  /** What the newest answer cites, as listed below it. */
  readonly sources: Locator;
  /** What one is told of a failure, a stop or a refusal, with its way out. */
  readonly notice: Locator;
  readonly consent: Locator;
  readonly stop: Locator;
  button(name: string | RegExp): Locator;
  /** What was done on the way to an answer: one line each, which unfolds. */
  step(title: string): Locator;
  /** Asks as soon as nothing is under way, and waits until the question is shown. */
  ask(question: string): Promise<void>;
  /** Waits until nothing is under way any more. */
  ended(): Promise<void>;
}

export function conversationPage(view: FrameLocator): ConversationPage {
  const button = (name: string | RegExp) => view.getByRole('button', { name });
  const field = view.getByRole('textbox', { name: 'Question' });
  const questions = view.getByRole('article', { name: 'You' });
  const answer = questions.last().locator('xpath=following-sibling::article').last();
  const ended = () => button('Send').or(button('Run Again')).waitFor();
  return {
    ...{ view, field, questions, answer, button, ended },
    sources: answer.getByRole('list', { name: 'Sources' }).getByRole('button'),
    notice: view.locator('.notice, .banner'),
    consent: view.locator('.consent'),
    stop: button(/^Stop/),
    step: (title) => view.locator('.step', { hasText: title }),
    async ask(question) {
      await ended();
      const asked = await questions.count();
      await field.fill(question);
      await field.press('Enter');
      await questions.nth(asked).waitFor();
    },
  };
}

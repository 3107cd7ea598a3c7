import type { Locator } from '../../vscode-host/scripts/browser.ts';
import type { DocentView } from '../docent.ts';

/** A conversation with all that tests look at and press. Its locators are of the newest question. */
export interface Conversation extends DocentView {
  /** Where a question is typed; the chat alone has it. */
  readonly field: Locator;
  readonly questions: Locator;
  /** The newest answer, as far as it has come. */
  readonly newest: Locator;
  /** What one is told of a failure, a stop or a refusal, with its way out. */
  readonly notice: Locator;
  readonly consent: Locator;
  readonly stop: Locator;
  button(name: string | RegExp): Locator;
  link(name: string): Locator;
  /** A line that folds what was done on the way to an answer. */
  step(title: string): Locator;
  /** Waits until nothing is under way any more. */
  ended(): Promise<void>;
}

export function conversation(view: DocentView): Conversation {
  const { frame } = view;
  const button = (name: string | RegExp) => frame.getByRole('button', { name });
  const field = frame.getByRole('textbox', { name: 'Question' });
  const questions = frame.getByRole('article', { name: 'You' });
  const newest = questions.last().locator('xpath=following-sibling::article').last();
  const ended = () => button('Send').or(button('Run Again')).waitFor();
  return {
    ...view,
    ...{ field, questions, newest, button, ended },
    notice: frame.locator('.notice, .banner'),
    consent: frame.locator('.consent'),
    stop: button(/^Stop/),
    link: (name) => newest.getByRole('button', { name }),
    step: (title) => frame.locator('.step', { hasText: title }),
    // Once the question is shown, what is newest belongs to it.
    async ask(question) {
      await ended();
      const asked = await questions.count();
      await view.ask(question);
      await questions.nth(asked).waitFor();
    },
    sources: () => newest.getByRole('list', { name: 'Sources' }).getByRole('button'),
  };
}

import type { Locator } from '../../vscode-host/scripts/browser.ts';
import type { DocentView } from '../docent.ts';

/** A conversation with all that tests look at and press. */
export interface Conversation extends DocentView {
  /** Where a question is typed; the chat alone has it. */
  readonly field: Locator;
  readonly questions: Locator;
  /** The newest answer to the newest question, as far as it has come. */
  readonly newest: Locator;
  /** What one is told of a failure, a stop or a refusal, with its way out. */
  readonly notice: Locator;
  readonly consent: Locator;
  readonly stop: Locator;
  button(name: string | RegExp): Locator;
  /** What was done on the way to an answer: one line each, which unfolds. */
  step(title: string): Locator;
  /** Waits until nothing is under way any more. */
  ended(): Promise<void>;
}

export function conversation(view: DocentView): Conversation {
  const { frame } = view;
  const button = (name: string | RegExp) => frame.getByRole('button', { name });
  const questions = frame.getByRole('article', { name: 'You' });
  const ended = () => button('Send').or(button('Run Again')).waitFor();
  return {
    ...view,
    questions,
    button,
    ended,
    field: frame.getByRole('textbox', { name: 'Question' }),
    newest: questions.last().locator('xpath=following::article').last(),
    notice: frame.locator('.notice, .banner'),
    consent: frame.locator('.consent'),
    stop: button(/^Stop/),
    step: (title) => frame.locator('.step', { hasText: title }),
    async ask(question) {
      await ended();
      await view.ask(question);
    },
  };
}

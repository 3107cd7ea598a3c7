import type { ErrorInfo } from './errors.ts';

/** The sentences that tell a way out, in the words of who asks: links where a view shows them, plain text for a script. */
export interface Advice {
  /** The answer of search only to a greeting. */
  readonly greeting: string;
  /** How files come to be searched: a clause, without its end. */
  readonly addFiles: string;
  /** Why a run that nobody works on any more has failed. */
  readonly interrupted: string;
  /** How one goes on with another version of Docent: a clause, without its end. */
  readonly reload: string;
  /** Said where no file was ever read, with the way out of that. */
  nothingIndexed(): Pick<ErrorInfo, 'message' | 'action'>;
  /** The answer where nothing could be searched; a view shows why, with the way out, where the search is shown. */
  notSearched(why: string): string;
  /** Said where no code may run. */
  readonly codeRefused: string;
  /** What can be done about the time limit of code, as a sentence; null where that is nothing. */
  readonly timeLimit: string | null;
  /** How a language model comes to answer. @param purpose to ask about what a profile tells; null: to answer at all */
  setUpModel(purpose: 'askAboutData' | null): string;
}

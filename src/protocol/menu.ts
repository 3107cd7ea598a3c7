/**
 * What the editor's menu is told of the part of a view that was right-clicked. Its fields are conditions of `webview/context` in
 * package.json, and its commands are given all of them.
 */
export interface MessageMenu {
  readonly docentMessage: 'answer' | 'question';
  readonly itemId: string;
  /** The question that it answers, where it can be asked again; '' else. */
  readonly questionId: string;
  /** As the model, or the user, wrote it. */
  readonly text: string;
  /** What of it is selected; '' where nothing is. */
  readonly selected: string;
  /** Whether questions are asked in the view. */
  readonly docentAsks: boolean;
}

/** The same of a code block; what is said of its message holds, too. */
export interface CodeMenu {
  readonly docentCode: true;
  readonly code: string;
  readonly language: string;
}

/** What a command of such a menu is given. */
export interface MenuTarget extends Partial<MessageMenu>, Partial<CodeMenu> {
  /** The kind of view, as it is registered. */
  readonly webview: string;
}

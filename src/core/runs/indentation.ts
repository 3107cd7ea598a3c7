/** Follows a Markdown text character by character, and tells the lines that are code since they stand four further in. */
export interface Indentation {
  /** Whether `next` is code if it comes next. */
  isCode(next: string): boolean;
  push(character: string): void;
}

/** How far a line stands in, at least, to be code, from where its text would begin. */
const CODE = 4;
const ITEM = /^([-*+]|\d{1,9}[.)])[ \t]$/;
/** A footnote's text goes on four further in. */
const NOTE = /^\[\^[^\s\]]+\]:$/;
/** What may still become the beginning of either. */
const BEGUN = /^([-*+]|\d{1,9}[.)]?|\[(\^[^\s\]]*\]?)?)$/;

export function createIndentation(): Indentation {
  /** Whether nothing stands in the line yet but space, marks of quotations and of items. */
  let atStart = true;
  let column = 0;
  /** One space belongs to the mark of a quotation. */
  let isAfterQuote = false;
  /** Code can't interrupt a paragraph. */
  let mayBegin = true;
  let isCode = false;
  /** Where the texts of the open items begin. */
  let items: readonly number[] = [];
  let lead = '';
  let leadColumn = 0;

  const itemsAt = (at: number) => (mayBegin ? items.filter((item) => item <= at) : items);
  const beginsCode = () => mayBegin && column - (itemsAt(column).at(-1) ?? 0) >= CODE;
  const isText = (character: string) => !/[ \t\n]/.test(character) && (character !== '>' || beginsCode());

  function beginItem(at: number): void {
    items = [...items.filter((item) => item <= leadColumn), at];
    column = at;
    atStart = true;
    mayBegin = false;
    lead = '';
  }

  function beginText(character: string): void {
    isCode = beginsCode();
    items = itemsAt(column);
    atStart = false;
    lead = isCode ? '' : character;
    leadColumn = column;
  }

  return {
    isCode: (next) => (atStart && isText(next) ? beginsCode() : isCode),
    push(character) {
      if (character === '\n') {
        mayBegin = atStart || isCode || lead === '#';
        [atStart, column, isAfterQuote, isCode, lead] = [true, 0, false, false, ''];
      } else if (atStart) {
        if (isText(character)) beginText(character);
        else if (character === '>') [column, isAfterQuote] = [0, true];
        else {
          if (!isAfterQuote) column = character === '\t' ? column + CODE - (column % CODE) : column + 1;
          isAfterQuote = false;
        }
      } else if (lead !== '' && lead !== '#') {
        lead += character;
        if (ITEM.test(lead)) beginItem(leadColumn + lead.length);
        else if (NOTE.test(lead)) beginItem(leadColumn + CODE);
        else if (!BEGUN.test(lead)) lead = '';
      }
    },
  };
}

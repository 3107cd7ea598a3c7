import { t } from '@vscode/l10n';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { isOfInputMethod } from '../shared/inputMethod.ts';
import { CodeText } from '../markdown/codeBlock.tsx';

const INDENT = '    ';

interface Props {
  readonly label: string;
  readonly code: string;
  onInput(code: string): void;
  onRun(): void;
  /** Escape: the focus is to go elsewhere. */
  onLeave(): void;
}

/** Python to be written: coloured, with its indentation kept from line to line. */
export function CodeEditor({ label, code, onInput, onRun, onLeave }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  // Before anything can be typed: the cursor must not jump then.
  useLayoutEffect(() => {
    const area = field.current;
    area?.focus();
    area?.setSelectionRange(area.value.length, area.value.length);
  }, []);

  function onKeyDown(event: KeyboardEvent & { readonly currentTarget: HTMLTextAreaElement }): void {
    if (isOfInputMethod(event)) return;
    const { key, shiftKey, ctrlKey, metaKey, altKey, currentTarget: area } = event;
    const act = (action: () => void) => {
      event.preventDefault();
      event.stopPropagation();
      action();
    };
    if (key === 'Escape') act(onLeave);
    else if (key === 'Enter' && (shiftKey || ctrlKey || metaKey)) act(onRun);
    else if (altKey || ctrlKey || metaKey) return;
    else if (key === 'Enter') act(() => insert(`\n${indentationAfter(area.value.slice(0, area.selectionStart))}`));
    else if (key === 'Tab') act(() => (shiftKey ? shiftLines(area, '') : isOverLines(area) ? shiftLines(area, INDENT) : insert(INDENT)));
  }

  return (
    <div class="code-editor" dir="ltr">
      {/* The same text below the field's own, which can't be coloured: a line more, as the field has one for the cursor. */}
      <div aria-hidden="true" inert>
        <CodeText code={`${code}\n`} language="python" />
      </div>
      <textarea
        ref={field}
        aria-label={label}
        aria-description={t('Tab indents; Escape leaves the field; Control+Enter runs the code')}
        spellcheck={false}
        autocapitalize="off"
        autocomplete="off"
        value={code}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

/** As if it were typed: the browser can undo it. */
function insert(text: string): void {
  document.execCommand('insertText', false, text);
}

function indentationAfter(before: string): string {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const own = /^[ \t]*/.exec(line)?.[0] ?? '';
  return /:\s*(#.*)?$/.test(line) ? own + INDENT : own;
}

function isOverLines({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): boolean {
  return value.slice(selectionStart, selectionEnd).includes('\n');
}

/** Moves the selected lines to the right, or where `by` is empty, to the left. */
function shiftLines(area: HTMLTextAreaElement, by: string): void {
  const { value, selectionStart, selectionEnd } = area;
  const from = value.lastIndexOf('\n', selectionStart - 1) + 1;
  const lines = value.slice(from, selectionEnd).split('\n');
  const shifted = lines.map((line) => (by ? by + line : line.replace(/^( {1,4}|\t)/, ''))).join('\n');
  if (shifted === lines.join('\n')) return;
  area.setSelectionRange(from, selectionEnd);
  insert(shifted);
  if (lines.length > 1) area.setSelectionRange(from, from + shifted.length);
}

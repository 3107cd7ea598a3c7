import { t } from '@vscode/l10n';
import { fenced } from '../text/fence.ts';
import { plainText } from '../text/terminal.ts';
import type { Output, StoredFile } from '../types/output.ts';
import { chartMarkdown } from './charts.ts';
import { about, type Exported } from './notebook.ts';
import { chapters } from './story.ts';
import { escapeMarkdown, tableMarkdown } from './tables.ts';

/** A report in Markdown, and the pictures that it shows, by the names that it knows them by. */
export interface MarkdownReport {
  readonly text: string;
  readonly pictures: readonly { readonly name: string; readonly file: StoredFile }[];
}

/** @param pictureFolder in which the pictures will lie, beside the report */
export function toMarkdown(exported: Exported, pictureFolder: string): MarkdownReport {
  const pictures: { readonly name: string; readonly file: StoredFile }[] = [];
  function shown(output: Output): string {
    switch (output.type) {
      case 'image': {
        const name = `picture-${pictures.length + 1}${/\.\w+$/.exec(output.file.name)?.[0] ?? ''}`;
        pictures.push({ name, file: output.file });
        return `![${escapeMarkdown(output.title || output.file.name)}](${encodeURIComponent(pictureFolder)}/${name})`;
      }
      case 'table':
        return tableMarkdown(output);
      case 'logs':
        return fenced(plainText(output.text).trimEnd(), 'text');
      case 'chart':
        return chartMarkdown(output);
      case 'markdown':
        return output.text;
      case 'text':
      case 'html':
        return fenced(output.text, 'text');
      case 'file':
        return t('File: {0}', `\`${output.file.name.replaceAll('`', '')}\``);
      case 'notice':
        return `*${escapeMarkdown(output.notice.message)}*`;
      case 'exception':
        return fenced(output.traceback.trimEnd(), 'text');
      default:
        return '';
    }
  }
  const parts = chapters(exported.items).map((chapter) =>
    chapter.kind === 'code' ? [fenced(chapter.call.code, 'python'), ...chapter.call.outputs.map(shown)].filter(Boolean).join('\n\n') : chapter.text,
  );
  return { text: `${[about(exported), ...parts].join('\n\n')}\n`, pictures };
}

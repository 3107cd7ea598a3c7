import { imageName, type Attachment, type ContentPart, type ImageSource } from '../../core/types/item.ts';
import { CodeBlock } from '../markdown/codeBlock.tsx';
import { Markdown } from '../markdown/markdownView.tsx';
import { Icon } from '../shared/icon.tsx';
import { linesOf } from '../shared/place.ts';
import { Step } from './step.tsx';
import { Typed } from './typed.tsx';

/** A part of a message. @param name tells it from the others */
export function Part({ name, part, plain }: { name: string; part: ContentPart; plain: boolean }) {
  switch (part.type) {
    case 'text':
      return plain ? <Typed text={part.text} /> : <Markdown text={part.text} annotations={part.annotations} />;
    case 'refusal':
      return <p>{part.text}</p>;
    case 'file':
      return <FileChip file={part.file} />;
    case 'image':
      return <ImageChip source={part.source} />;
    case 'context':
      return (
        <Step icon="file" name={name} title={part.name}>
          <CodeBlock code={part.text} language={part.language} />
        </Step>
      );
    case 'selection':
      return (
        <Step icon="code" name={name} title={linesOf(part.path, part.lines)}>
          <CodeBlock code={part.text} language={part.language} />
        </Step>
      );
  }
}

function FileChip({ file }: { file: Attachment }) {
  return (
    <p class="chip" title={file.path}>
      <Icon name="file" /> {file.name}
    </p>
  );
}

/** An image that was given along, by its name: nothing is fetched from elsewhere only because a thread is looked at. */
function ImageChip({ source }: { source: ImageSource }) {
  const name = imageName(source);
  return (
    <p class="chip" title={name}>
      <Icon name="file-media" /> {name}
    </p>
  );
}

import type { Citation } from '../../core/types/citation.ts';
import { imageName, type Attachment, type ContentPart, type ImageSource, type Item, type Message } from '../../core/types/item.ts';
import { useHost } from '../shared/host.ts';
import { Icon } from '../shared/icon.tsx';
import { CodeBlock } from '../markdown/codeBlock.tsx';
import { Markdown } from '../markdown/markdownView.tsx';
import { linesOf, place } from '../shared/place.ts';
import { Step } from './step.tsx';

export function MessageView({ message }: { message: Item<Message> }) {
  const { authors } = useHost();
  const mine = message.role === 'user';
  const author = message.runId ? authors[message.runId] : undefined;
  return (
    <article class={`message ${message.role}`} aria-label={mine ? 'You' : author || 'Docent'}>
      {author && <p class="quiet">{author}</p>}
      {message.content.map((part, index) => (
        <Part key={index} name={String(index)} part={part} plain={mine} />
      ))}
      {!mine && <Sources message={message} />}
      {message.status === 'incomplete' && <p class="quiet">This answer is not complete.</p>}
    </article>
  );
}

function Part({ name, part, plain }: { name: string; part: ContentPart; plain: boolean }) {
  switch (part.type) {
    case 'text':
      return plain ? <p class="typed">{part.text}</p> : <Markdown text={part.text} annotations={part.annotations} />;
    case 'refusal':
      return <p>{part.text}</p>;
    case 'file':
      return <FileChip file={part.file} />;
    case 'image':
      return <ImageChip source={part.source} />;
    case 'context':
      return (
        <Step icon="file" title={part.name}>
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

/** All that the message cites, once each, below it. */
function Sources({ message }: { message: Message }) {
  const { send } = useHost();
  const cited = new Map<number, Citation>();
  for (const part of message.content) {
    if (part.type === 'text') for (const { citation } of part.annotations) cited.set(citation.number, citation);
  }
  if (cited.size === 0) return null;
  return (
    <ul class="sources" aria-label="Sources">
      {[...cited.values()].map((citation) => (
        <li key={citation.number}>
          <span class="quiet">{citation.number}</span>{' '}
          <button class="link" onClick={() => send('openCitation', citation)}>
            {place(citation)}
          </button>
        </li>
      ))}
    </ul>
  );
}

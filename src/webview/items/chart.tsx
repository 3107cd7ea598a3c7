import { t } from '@vscode/l10n';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { StoredFile } from '../../core/types/output.ts';
import { storedName } from '../../core/types/output.ts';
import { safeDrawing } from '../markdown/sanitise.ts';
import { useHost } from '../shared/host.ts';
import { Icon } from '../shared/icon.tsx';

/** Bytes: charts of Docent's own have some thousands; what is much larger is somebody's map, and stays a picture. */
const MAX_DRAWING = 400_000;

export function Chart({ file, title }: { file: StoredFile; title: string }) {
  const { send, filesUri } = useHost();
  const name = title || file.name;
  const address = `${filesUri}/${storedName(file)}`;
  const drawing = useDrawing(file, address);
  const open = (picture?: ComponentChildren) => (
    <button class={picture ? 'picture' : 'cover'} aria-label={t('Open {0}', name)} onClick={() => send('openImage', file)}>
      {picture}
    </button>
  );
  return (
    <figure class="chart">
      {drawing ? (
        // The button lies over the drawing, not around it: the words in a drawing are not its name.
        <div class="picture drawn">
          <span class="drawing" role="img" aria-label={name} dangerouslySetInnerHTML={{ __html: drawing }} />
          {open()}
        </div>
      ) : (
        open(<img src={address} alt={name} loading="lazy" />)
      )}
      <figcaption>
        <span>{title}</span>
        <button onClick={() => send('saveFile', file)} aria-label={t('Save Chart: {0}', name)}>
          <Icon name="save" /> {t('Save Chart')}
        </button>
      </figcaption>
    </figure>
  );
}

/** A chart that Docent drew, to stand in the page itself, where it has the theme's paper and ink; null for any other picture. */
function useDrawing({ mime, bytes }: StoredFile, address: string): string | null {
  const [drawing, setDrawing] = useState<string | null>(null);
  const isDrawing = mime === 'image/svg+xml' && bytes <= MAX_DRAWING;
  useEffect(() => {
    if (!isDrawing) return;
    const ending = new AbortController();
    fetch(address, { signal: ending.signal })
      .then((answer) => (answer.ok ? answer.text() : ''))
      .then((svg) => setDrawing(safeDrawing(svg)))
      // As a picture it says itself that it is gone.
      .catch(() => undefined);
    return () => ending.abort();
  }, [isDrawing, address]);
  return drawing;
}

import type { ComponentChildren } from 'preact';
import { Icon } from '../shared/icon.tsx';

interface Props {
  readonly icon: string;
  readonly title: ComponentChildren;
  readonly busy?: boolean;
  readonly open?: boolean;
  readonly children?: ComponentChildren;
}

/** One line on what was done on the way to an answer; its details unfold. */
export function Step({ icon, title, busy = false, open = false, children }: Props) {
  return (
    <details class="step" open={open}>
      <summary>
        <Icon name={busy ? 'loading codicon-modifier-spin' : icon} />
        <span>{title}</span>
        <Icon name="chevron-right" />
      </summary>
      <div class="details">{children}</div>
    </details>
  );
}

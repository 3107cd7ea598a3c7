import type { ComponentChildren } from 'preact';
import { useFold } from '../shared/folds.ts';
import { Icon } from '../shared/icon.tsx';

interface Props {
  readonly icon: string;
  readonly title: ComponentChildren;
  readonly busy?: boolean;
  /** Tells it from other steps of the same item and icon. */
  readonly name?: string;
  /** Whether it comes unfolded. */
  readonly isOpen?: boolean;
  readonly children?: ComponentChildren;
}

/** One line on what was done on the way to an answer; its details unfold. */
export function Step({ icon, title, busy = false, name = '', isOpen = false, children }: Props) {
  const fold = useFold(`${icon} ${name}`, isOpen);
  return (
    <details class="step" open={fold.open} onToggle={fold.onToggle}>
      <summary>
        <Icon name={busy ? 'loading codicon-modifier-spin' : icon} />
        <span>{title}</span>
        <Icon name="chevron-right" />
      </summary>
      <div class="details">{children}</div>
    </details>
  );
}

import { Icon } from '../shared/icon.tsx';

interface Props {
  readonly icon: string;
  readonly label: string;
  /** Where there is more to say than its name. */
  readonly title?: string;
  readonly onClick: () => unknown;
  readonly onBlur?: () => void;
}

/** What one can do with code or a diagram, in the line above it. */
export function FigureTool({ icon, label, title = label, onClick, onBlur }: Props) {
  return (
    <button aria-label={label} title={title} onClick={onClick} onBlur={onBlur}>
      <Icon name={icon} />
    </button>
  );
}

import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../shared/icon.tsx';

export interface MenuItem {
  readonly label: string;
  run(): void;
}

/** A button that unfolds a list of things to do. */
export function Menu({ icon, label, items, disabled = false }: { icon: string; label: string; items: readonly MenuItem[]; disabled?: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <span class="menu">
      <button ref={button} aria-haspopup="menu" aria-expanded={isOpen} disabled={disabled} onClick={() => setOpen(!isOpen)}>
        <Icon name={icon} /> {label}
      </button>
      {isOpen && (
        <Popover label={label} role="menu" onClose={close}>
          {items.map((item) => (
            <button
              key={item.label}
              role="menuitem"
              onClick={() => {
                close();
                item.run();
              }}
            >
              {item.label}
            </button>
          ))}
        </Popover>
      )}
    </span>
  );
}

interface PopoverProps {
  readonly label: string;
  readonly role: 'menu' | 'dialog';
  readonly class?: string;
  readonly style?: Readonly<Record<string, string>>;
  readonly children: ComponentChildren;
  onClose(): void;
}

/** Pixels between what lies above the page and the page's edge. */
const EDGE = 4;

/** What lies above the page until one is done: Escape and a click elsewhere close it, and what can be done in it has the focus at once. */
export function Popover({ label, role, class: more = '', style, children, onClose }: PopoverProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    keepInSight(box.current);
    box.current?.querySelector<HTMLElement>('button, input, select')?.focus();
    const onPointer = ({ target }: Event) => {
      if (!(target instanceof Node) || box.current?.contains(target)) return;
      // Its own button closes it by itself.
      if (target instanceof Element && target.closest('[aria-expanded=true]')) return;
      onClose();
    };
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') return onClose();
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (role !== 'menu' || step === 0) return;
    event.preventDefault();
    const items = [...(box.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const at = items.findIndex((item) => item === document.activeElement);
    items[(at + step + items.length) % items.length]?.focus();
  };
  return (
    <div ref={box} class={`popover ${more}`} role={role} aria-label={label} style={style} onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}

/** A menu ends where its button ends; in a narrow editor that would leave its beginning outside. */
function keepInSight(box: HTMLElement | null): void {
  const { left = 0 } = box?.getBoundingClientRect() ?? {};
  if (box && left < 0) box.style.translate = `${Math.ceil(EDGE - left)}px`;
}

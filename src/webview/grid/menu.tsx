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
      <button
        ref={button}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        disabled={disabled}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          setOpen(true);
        }}
      >
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

/** What the keyboard reaches in it. */
const FOCUSABLE = 'button:not(:disabled), input, select, [tabindex="0"]';
/** Pixels between what lies above the page and the page's edge. */
const EDGE = 4;

/** What lies above the page until one is done: Escape and a click elsewhere close it, and what can be done in it has the focus at once. Tab leaves a menu for its button, and goes round in a dialog. */
export function Popover({ label, role, class: more = '', style, children, onClose }: PopoverProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    keepInSight(box.current);
    box.current?.querySelector<HTMLElement>(FOCUSABLE)?.focus();
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
    if (role === 'menu' && event.key === 'Tab') {
      event.preventDefault();
      return onClose();
    }
    const parts = [...(box.current?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])];
    const at = parts.findIndex((part) => part === document.activeElement);
    const next = role === 'menu' ? itemAfter(event.key, at, parts.length) : partAfter(event, at, parts.length);
    if (next === null) return;
    event.preventDefault();
    parts[next]?.focus();
  };
  return (
    <div ref={box} class={`popover ${more}`} role={role} aria-label={label} style={style} onKeyDown={onKeyDown}>
      {children}
    </div>
  );
}

/** The item of a menu that a key leads to. */
function itemAfter(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** From the last part of a dialog to its first, and back; between them the browser goes by itself. */
function partAfter({ key, shiftKey }: KeyboardEvent, at: number, count: number): number | null {
  if (key !== 'Tab') return null;
  if (shiftKey) return at <= 0 ? count - 1 : null;
  return at === count - 1 ? 0 : null;
}

/** A menu ends where its button ends; in a narrow editor that would leave its beginning outside. */
function keepInSight(box: HTMLElement | null): void {
  const { left = 0 } = box?.getBoundingClientRect() ?? {};
  if (box && left < 0) box.style.translate = `${Math.ceil(EDGE - left)}px`;
}

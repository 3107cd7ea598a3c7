import { h } from 'preact';
import { memo } from 'preact/compat';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { grow, type Piece, type Shown } from './grow.ts';

interface Props {
  readonly tag: string;
  readonly attributes: object;
  readonly pieces: readonly Piece[];
  /** The safe nodes of pieces of HTML, for each piece. */
  readonly nodesOf: (html: readonly string[]) => readonly (readonly ChildNode[])[];
}

/** An element whose content is put into the page piece by piece. */
export const Grown = memo(function Grown({ tag, attributes, pieces, nodesOf }: Props) {
  const host = useRef<HTMLElement>(null);
  const shown = useRef<readonly Shown[]>([]);
  useLayoutEffect(() => {
    if (host.current) shown.current = grow(host.current, shown.current, pieces, nodesOf);
  }, [pieces, nodesOf]);
  return h(tag, { ...attributes, ref: host });
});

import type { GridColumn } from '../../core/types/grid.ts';
import { distributionLine } from './words.ts';

/** The drawing’s own units; it is stretched to the column’s width. */
const [WIDTH, HEIGHT] = [160, 24];

/** A column’s distribution, as small as its head: bars of numbers and dates, or the shares of its most frequent texts. */
export function Distribution({ column, rows }: { column: GridColumn; rows: number }) {
  const { bins, frequent } = column;
  return (
    <svg class="distribution" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={distributionLine(bins, frequent)}>
      {bins.length > 0 ? <Bars counts={bins.map((bin) => bin.rows)} /> : <Shares shares={frequent.map(([, times]) => times / Math.max(1, rows))} />}
    </svg>
  );
}

function Bars({ counts }: { counts: readonly number[] }) {
  const step = WIDTH / counts.length;
  const scale = HEIGHT / Math.max(1, ...counts);
  return (
    <>
      {counts.map((count, index) => {
        // What is there at all is seen.
        const height = count === 0 ? 0 : Math.max(1, count * scale);
        return <rect key={index} x={index * step + 0.5} y={HEIGHT - height} width={step - 1} height={height} />;
      })}
    </>
  );
}

function Shares({ shares }: { shares: readonly number[] }) {
  let left = 0;
  return (
    <>
      {shares.map((share, index) => {
        const x = left * WIDTH;
        left += share;
        return <rect key={index} class={`share-${index % 2}`} x={x} y={HEIGHT / 3} width={Math.max(0, share * WIDTH - 1)} height={HEIGHT / 3} />;
      })}
      <rect class="rest" x={left * WIDTH} y={HEIGHT / 3} width={Math.max(0, (1 - left) * WIDTH)} height={HEIGHT / 3} />
    </>
  );
}

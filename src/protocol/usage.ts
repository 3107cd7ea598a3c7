import type { UsageRow } from '../core/types/usage.ts';
import type { Call } from '../rpc.ts';

/** What *Docent: Show Usage* shows. */
export interface UsageReport {
  /** The newest day first. */
  readonly rows: readonly UsageRow[];
  /** The local day, `2026-11-24`. */
  readonly today: string;
  /** In US dollars: what this month has cost so far, and what it may cost; null: there is no limit. */
  readonly spent: number;
  readonly budget: number | null;
}

/** What the editor answers. */
export interface UsageHostContract {
  readonly requests: {
    /** The handshake; the report comes as the event before the answer. */
    readonly ready: Call<null, null>;
    readonly saveCsv: Call<null, null>;
    readonly setBudget: Call<null, null>;
  };
  readonly events: Readonly<Record<never, never>>;
}

/** What the view is told. */
export interface UsageViewContract {
  readonly requests: Readonly<Record<never, never>>;
  readonly events: { readonly report: UsageReport };
}

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { LateOutcome } from './lateCredit.ts';
import type { OrderLine, Price } from './pricing.ts';
import type { Slot } from './slots.ts';

export interface NewOrder {
  readonly customer: string;
  readonly depot: string;
  readonly day: string;
  readonly slot: Slot;
  readonly lines: readonly OrderLine[];
}

export interface StoredOrder {
  readonly id: string;
  readonly day: string;
  readonly slot: Slot;
  readonly gross: number;
  readonly status: 'placed' | 'delivered' | 'cancelled';
}

const SCHEMA = new URL('../../../db/schema.sql', import.meta.url);

/** The orders of all depots, in one SQLite file (docs/adr/0001-one-sqlite-file.md). */
export class OrderStore {
  readonly #db: DatabaseSync;

  constructor(file: string) {
    this.#db = new DatabaseSync(file);
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON');
    this.#db.exec(readFileSync(SCHEMA, 'utf8'));
  }

  place(order: NewOrder, price: Price): string {
    const id = randomUUID();
    this.#together(() => {
      this.#db
        .prepare('INSERT INTO orders (id, customer, depot, day, slot, net_cents, gross_cents) VALUES (?, ?, ?, ?, ?, ?, ?)')
        .run(id, order.customer, order.depot, order.day, order.slot, price.net, price.gross);
      const line = this.#db.prepare('INSERT INTO order_lines (order_id, product, pieces) VALUES (?, ?, ?)');
      for (const { product, pieces } of order.lines) line.run(id, product, pieces);
      this.#announce('order.placed', { order: id, day: order.day, slot: order.slot });
    });
    return id;
  }

  find(id: string): StoredOrder | null {
    const row = this.#db.prepare('SELECT id, day, slot, gross_cents AS gross, status FROM orders WHERE id = ?').get(id);
    return row ? (row as unknown as StoredOrder) : null;
  }

  /** Ends an order: delivered, or cancelled because it came far too late. The credit and the event are written with it or not at all. */
  finish(id: string, minutes: number, outcome: LateOutcome): void {
    const status = outcome.kind === 'cancelled' ? 'cancelled' : 'delivered';
    this.#together(() => {
      this.#db.prepare('UPDATE orders SET status = ?, minutes_late = ? WHERE id = ?').run(status, minutes, id);
      if (outcome.kind === 'credited') {
        this.#db.prepare('INSERT INTO credits (order_id, percent, cents) VALUES (?, ?, ?)').run(id, outcome.percent, outcome.credit);
      }
      this.#announce(`order.${status}`, { order: id, minutes, outcome });
    });
  }

  /** Events after the one numbered `after`, oldest first, for the notify service. */
  outbox(after: number): readonly unknown[] {
    const rows = this.#db.prepare('SELECT number, type, body FROM outbox WHERE number > ? ORDER BY number LIMIT 100').all(after);
    return rows.map(({ number, type, body }) => ({ number, type, body: JSON.parse(String(body)) as unknown }));
  }

  #announce(type: string, body: object): void {
    this.#db.prepare('INSERT INTO outbox (type, body) VALUES (?, ?)').run(type, JSON.stringify(body));
  }

  #together(work: () => void): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }
}

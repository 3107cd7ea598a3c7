import assert from 'node:assert/strict';
import type { Locator } from '../../../vscode-host/scripts/browser.ts';
import { eventually } from '../../support/eventually.ts';
import type { GridView } from './gridView.ts';

const SHOPS = ['Harbour', 'Mill', 'Station'];
/** A table of 5,000 rows and four columns. */
export const LONG = `day,shop,price,qty\n${Array.from({ length: 5_000 }, (_, index) => `2024-01-${String((index % 28) + 1).padStart(2, '0')},${SHOPS[index % 3]},${(index * 7919) % 1000},${index}`).join('\n')}\n`;

/** By its row and its column, counted from 0. */
export const cell = ({ page }: GridView, row: number, column: number): Locator => page.locator(`[aria-rowindex="${row + 2}"] [aria-colindex="${column + 2}"]`);
/** A column's head, by the column's name. */
export const head = ({ page }: GridView, name: string): Locator => page.getByRole('columnheader').filter({ has: page.getByRole('button', { name, exact: true }) });
/** Waits until an element has this text. */
export const says = (locator: Locator, text: string) => eventually(async () => assert.equal(await locator.textContent(), text));

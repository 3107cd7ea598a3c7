/** Delivery slots are half an hour long and named by their start, local time. */
export const SLOTS = ['06:30', '07:00', '07:30', '08:00', '08:30', '09:00', '09:30'] as const;
export type Slot = (typeof SLOTS)[number];

export const SLOT_MINUTES = 30;
/** Orders for a day close at 18:00 on the day before, when the dough is set. */
export const DEADLINE_HOUR = 18;
/** What one cargo bike carries, and so the most stops of one tour (services/routes plans them). */
export const STOPS_PER_TOUR = 24;

export function isSlot(text: string): text is Slot {
  return (SLOTS as readonly string[]).includes(text);
}

/** Whether an order for `day` (YYYY-MM-DD) may still be placed or changed at `now`, both in local time. */
export function isOpenForOrders(day: string, now: Date): boolean {
  const deadline = new Date(`${day}T00:00:00`);
  deadline.setDate(deadline.getDate() - 1);
  deadline.setHours(DEADLINE_HOUR);
  return now < deadline;
}

/** Minutes from the end of the slot to the delivery; 0 for one in time. */
export function minutesLate(day: string, slot: Slot, deliveredAt: Date): number {
  const end = new Date(`${day}T${slot}:00`).getTime() + SLOT_MINUTES * 60_000;
  return Math.max(0, Math.floor((deliveredAt.getTime() - end) / 60_000));
}

/** How many more orders a depot takes for a slot. One rider rides one tour a slot. */
export function freePlaces(riders: number, ordersInSlot: number): number {
  return Math.max(0, riders * STOPS_PER_TOUR - ordersInSlot);
}

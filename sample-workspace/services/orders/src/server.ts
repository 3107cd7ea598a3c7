import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { lateOutcome } from './lateCredit.ts';
import { OrderStore, type NewOrder } from './orderStore.ts';
import { priceOrder } from './pricing.ts';
import { isOpenForOrders, isSlot, minutesLate } from './slots.ts';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const store = new OrderStore(process.env['RYEWHEEL_DB'] ?? 'ryewheel.sqlite');

async function placeOrder(request: IncomingMessage): Promise<Answer> {
  const order = (await json(request)) as NewOrder;
  if (!isSlot(order.slot)) return { status: 422, body: { error: 'There is no such delivery slot.' } };
  if (!isOpenForOrders(order.day, new Date())) return { status: 409, body: { error: 'Orders for this day closed at 18:00 on the day before.' } };
  const price = priceOrder(order.lines, Number(order.day.slice(5, 7)));
  return { status: 201, body: { id: store.place(order, price), ...price } };
}

/** Sent by the rider's app at the door. */
function markDelivered(id: string): Answer {
  const order = store.find(id);
  if (!order) return { status: 404, body: { error: 'There is no such order.' } };
  if (order.status !== 'placed') return { status: 200, body: order }; // the app sends again when it hears no answer
  const minutes = minutesLate(order.day, order.slot, new Date());
  const outcome = lateOutcome(minutes, order.gross);
  store.finish(id, minutes, outcome);
  return { status: 200, body: { ...order, outcome } };
}

async function route(request: IncomingMessage): Promise<Answer> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const [, resource, id, action] = pathname.split('/');
  if (request.method === 'GET' && resource === 'health') return { status: 200, body: { ok: true } };
  if (request.method === 'GET' && resource === 'outbox') return { status: 200, body: store.outbox(Number(searchParams.get('after') ?? 0)) };
  if (request.method === 'POST' && resource === 'orders' && !id) return placeOrder(request);
  if (request.method === 'POST' && resource === 'orders' && id && action === 'delivered') return markDelivered(id);
  return { status: 404, body: { error: 'Not found.' } };
}

createServer((request, response) => {
  route(request)
    .catch((error: unknown): Answer => {
      if (error instanceof RangeError) return { status: 422, body: { error: error.message } };
      console.error(error);
      return { status: 500, body: { error: 'Something went wrong.' } };
    })
    .then(({ status, body }) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)));
}).listen(Number(process.env['PORT'] ?? 8080));

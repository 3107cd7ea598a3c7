import { floodSuite } from './support/flood.ts';

// A hundred bytes that were kept of each request would be more than it may grow by.
floodSuite('API: 100,000 malformed requests', { refused: 100_000, warm: 30_000, growth: 8 });

import { floodSuite } from './support/flood.ts';

// After so few it still grows by what it has not yet needed.
floodSuite('API: malformed requests', { refused: 1_000, warm: 500, growth: 40 });

import { hostedFlood } from './support/floods.ts';

hostedFlood(2_000, 200);

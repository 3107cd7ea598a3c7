import { hostedFlood } from './support/floods.ts';

hostedFlood(60, 40);

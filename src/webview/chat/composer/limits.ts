/** What the field holds at most, in characters; more would make each key slow, and goes along as a file. */
export const MAX_TYPED = 20_000;

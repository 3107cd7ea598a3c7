/** Who answers: instructions, a model and tools. A run keeps a copy of the assistant it ran. */
export interface Assistant {
  readonly id: string;
  readonly name: string;
  readonly instructions: string;
  /** A model's id, or null for the one chosen in the settings. */
  readonly model: string | null;
  /** Sent only where set: reasoning models refuse it. */
  readonly temperature: number | null;
  /** Names of tools: `file_search`, `code_interpreter`, … */
  readonly tools: readonly string[];
  readonly metadata: Readonly<Record<string, string>>;
}

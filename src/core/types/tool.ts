/** A function that a model may call, with the JSON Schema of its arguments. */
export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Whether the provider is to hold the model to the schema, where it can. */
  readonly strict: boolean | null;
}

/** The settings with which a model of the server at this base URL answers; called `lab/…`, as a user might. */
export function modelAt(url: string, name = 'stand-in'): Readonly<Record<string, unknown>> {
  return { 'docent.model.id': `lab/${name}`, 'docent.model.servers': { lab: url } };
}

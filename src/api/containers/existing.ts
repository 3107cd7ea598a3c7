import type { Docent } from '../../core/docent.ts';
import type { Container } from '../../core/types/container.ts';
import { ApiError, badRequest } from '../errors.ts';

/** A container that lives. @throws ApiError */
export async function existingContainer({ containers }: Docent, id: string): Promise<Container> {
  const container = await containers.get(id);
  if (!container) throw new ApiError(404, `Container with id '${id}' not found.`);
  if (container.expired) throw badRequest('Container is expired.', { code: 'container_expired' });
  return container;
}

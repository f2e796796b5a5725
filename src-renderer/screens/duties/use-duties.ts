import type { MethodOutput } from '#shared/contract/index.ts';
import { type Answer, useAsk } from '../../app/use-ask.ts';

/** The person's duties and what waits by them: lists of acknowledgement, routes and requests change it. */
export function useDuties(): Answer<MethodOutput<'duties.mine'>> {
  return useAsk('duties.mine', (client, options) => client.duties.mine({}, options), ['cards', 'directories', 'status']);
}

import { hasPersonRight, useDesk } from '../state/desk.ts';
import { useAsk } from './use-ask.ts';
import type { Choices } from './use-choices.ts';

/** The outage that lasts now; null where electronic flow can be used. */
export function useOpenOutage(): Choices['outages'][number] | null {
  const reads = useDesk((desk) => hasPersonRight(desk.person, 'card.read'));
  const choices = useAsk(reads ? 'registration.choices' : null, (client, options) => client.registration.choices({}, options), ['cards', 'directories']);
  return choices.value?.outages.find(({ until }) => until === null) ?? null;
}

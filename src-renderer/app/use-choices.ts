import type { MethodOutput } from '#shared/contract/index.ts';
import { type Answer, useAsk } from './use-ask.ts';

export type Choices = MethodOutput<'registration.choices'>;
export type Journal = Choices['journals'][number];
export type Kind = Choices['kinds'][number];

/** Journals, kinds and cases of the desk, with the next numbers. */
export function useChoices(): Answer<Choices> {
  return useAsk('registration.choices', (client, options) => client.registration.choices({}, options), ['cards']);
}

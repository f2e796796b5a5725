import { useInterval } from '@mantine/hooks';
import { useState } from 'react';
import type { MethodOutput } from '#shared/contract/index.ts';
import { hasPersonRight, useDesk } from '../state/desk.ts';
import { useAsk } from './use-ask.ts';

export type CopiesWaiting = MethodOutput<'copyRegister.waiting'>;

/** A new day comes without an event: the desk is asked again so often. */
const LOOK_MILLISECONDS = 300_000;

/** Applications for copies that are due or overdue, for whoever gives copies; null for everyone else and until it is known. */
export function useCopiesWaiting(): CopiesWaiting | null {
  const gives = useDesk((desk) => hasPersonRight(desk.person, 'copy.make'));
  const [look, setLook] = useState(0);
  useInterval(() => setLook((before) => before + 1), LOOK_MILLISECONDS, { autoInvoke: true });
  return useAsk(gives ? `copyRegister.waiting:${look}` : null, (client, options) => client.copyRegister.waiting({}, options), ['copies', 'cards']).value;
}

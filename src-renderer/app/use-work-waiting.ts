import { useInterval } from '@mantine/hooks';
import { useState } from 'react';
import { useAsk } from './use-ask.ts';

/** A term passes without an event: the desk is asked again so often. */
const LOOK_MILLISECONDS = 300_000;

/** How many documents wait for the person; 0 until it is known. */
export function useWorkWaiting(): number {
  const [look, setLook] = useState(0);
  useInterval(() => setLook((before) => before + 1), LOOK_MILLISECONDS, { autoInvoke: true });
  return useAsk(`startPage.mine.total:${look}`, (client, options) => client.startPage.mine({ limit: 1 }, options), ['cards', 'directories']).value?.total ?? 0;
}

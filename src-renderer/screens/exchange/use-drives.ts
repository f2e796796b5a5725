import { useEffect } from 'react';
import type { MethodOutput } from '#shared/contract/index.ts';
import { type Answer, useAsk } from '../../app/use-ask.ts';

/**
 * Drives that can be carried. They are looked for anew when the window comes to the front: a stick is plugged in
 * outside the program.
 *
 * @param inUse a drive that is being written or read is left alone
 */
export function useDrives(inUse: boolean): Answer<MethodOutput<'stick.list'>> {
  const drives = useAsk('stick.list', (client, options) => client.stick.list({}, options));
  const { again } = drives;
  useEffect(() => {
    if (inUse) return undefined;
    window.addEventListener('focus', again);
    return () => window.removeEventListener('focus', again);
  }, [again, inUse]);
  return drives;
}

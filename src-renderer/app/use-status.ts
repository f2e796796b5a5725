import { useEffect } from 'react';
import type { DeskStatus } from '#shared/contract/desk.ts';
import { useDesk } from '../state/desk.ts';
import { useAsk } from './use-ask.ts';

/** Link, queue, waiting letters and disk of the desk; jobs go into the desk's store. */
export function useStatus(): DeskStatus | null {
  const signedIn = useDesk((desk) => desk.person !== null);
  const answer = useAsk(signedIn ? 'desk.status' : null, (client, options) => client.desk.status({}, options), ['status', 'sync', 'letters', 'cards']);
  useEffect(() => {
    if (answer.value !== null) useDesk.setState({ jobs: answer.value.jobs });
  }, [answer.value]);
  return answer.value;
}

import { useDesk } from '../state/desk.ts';
import { usePlaces } from '../state/places.ts';
import { useSearch } from '../state/search.ts';
import { useClient } from './client-context.tsx';
import { toastsFor } from './toasts.tsx';
import { useWords } from './use-text.ts';

/** Logs out explicitly (SEC-09): the desk ends the session, the window shows the sign-in page. */
export function useSignOut(): () => void {
  const client = useClient();
  const words = useWords();
  return () => {
    void client.session.signOut({}).then((result) => {
      if (!result.ok && result.error.code !== 'not-signed-in') {
        toastsFor(words).fail(words.error(result.error));
        return;
      }
      usePlaces.getState().leave();
      useSearch.setState(useSearch.getInitialState(), true);
      useDesk.getState().sessionEnded('signedOut');
    });
  };
}

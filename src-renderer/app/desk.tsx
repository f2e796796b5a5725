import { useEffect } from 'react';
import { SetUp } from '../screens/setup/set-up.tsx';
import { Unlock } from '../screens/setup/unlock.tsx';
import { SignIn } from '../screens/sign-in/sign-in.tsx';
import { Wiped } from '../screens/setup/wiped.tsx';
import { useDesk } from '../state/desk.ts';
import { useDrafts } from '../state/drafts.ts';
import { ErrorNote } from '../ui/error-note.tsx';
import { Quiet } from '../ui/quiet.tsx';
import { SlowLoading } from '../ui/slow-loading.tsx';
import { useClient } from './client-context.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { Frame } from './frame.tsx';
import { useAsk } from './use-ask.ts';
import { useSavedFiles } from './use-saved-files.tsx';
import { useShortcutListener } from './use-shortcuts.ts';
import { useWords } from './use-text.ts';

/** Follows the desk: set up, unlock, sign in, work, and its end where it was wiped. */
export function Desk() {
  const client = useClient();
  const receive = useDesk((desk) => desk.receive);
  const setConnected = useDesk((desk) => desk.setConnected);
  const setState = useDesk((desk) => desk.setState);
  const signedIn = useDesk((desk) => desk.signedIn);
  const state = useDesk((desk) => desk.state);
  const person = useDesk((desk) => desk.person);
  const ended = useDesk((desk) => desk.ended);
  const connected = useDesk((desk) => desk.connected);
  const wiped = useDesk((desk) => desk.wiped);
  const words = useWords();
  useShortcutListener();
  useSavedFiles();

  useEffect(() => (wiped ? undefined : client.subscribe({ event: receive, connection: setConnected })), [client, receive, setConnected, wiped]);
  // A desk that is gone for good is not waited for.
  useEffect(() => {
    if (wiped) client.close();
  }, [client, wiped]);

  const asked = useAsk(wiped ? null : 'desk.state', (desk, options) => desk.desk.state({}, options));
  useEffect(() => {
    if (asked.value !== null) setState(asked.value);
  }, [asked.value, setState]);

  // A window that was reloaded may still have its session.
  const current = useAsk(!wiped && state?.phase === 'ready' && person === null && ended === null ? 'session.current' : null, (desk, options) => desk.session.current({}, options));
  useEffect(() => {
    if (current.value !== null) signedIn(current.value);
  }, [current.value, signedIn]);
  useEffect(() => {
    if (person !== null) useDrafts.getState().own(person.accountId);
  }, [person]);

  if (wiped) return <Wiped />;
  return (
    <>
      {connected ? null : <ConnectionBanner />}
      {screen()}
    </>
  );

  function screen() {
    if (state === null) {
      if (asked.error !== null) return <Quiet><ErrorNote error={asked.error} again={asked.again} /></Quiet>;
      return <Quiet><SlowLoading label={words.t('frame.starting')} /></Quiet>;
    }
    if (state.phase === 'new') return <SetUp state={state} />;
    if (state.phase === 'locked') return <Unlock />;
    if (person !== null) return <Frame person={person} />;
    if (current.loading) return <Quiet><SlowLoading label={words.t('frame.starting')} /></Quiet>;
    return <SignIn />;
  }
}

import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { DraftView, RouteView } from '#shared/contract/routing.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useWords } from '../../app/use-text.ts';
import { SignDialog } from '../../ui/signing/sign-dialog.tsx';
import { BoundAnnexes } from './bound-annexes.tsx';
import { contentOfDraft } from './draft-files.ts';
import type { Step } from './step-content.tsx';

interface Props {
  readonly shown: DraftView;
  readonly route: RouteView;
  readonly step: Step;
  readonly onClose: () => void;
}

/** Takes a step by a signature that is made here, over the content that the person has before him (SIGN-02, ROUTE-10). */
export function SignStep({ shown, route, step, onClose }: Props) {
  const words = useWords();
  const { t } = words;
  const [note, setNote] = useState('');
  // What stood before the person when the dialog opened: a text that came meanwhile is not signed.
  const [{ content, ...asked }] = useState(() => ({ content: contentOfDraft(shown), routeId: route.routeId, eventId: crypto.randomUUID(), stepId: step.stepId, round: step.round, contentSha256: route.contentSha256, annexes: route.annexes }));
  return (
    <SignDialog
      opened
      files={[content]}
      lay={(client, { key }, options) => client.routing.sign({ ...asked, note: note.trim(), key }, options)}
      onClose={onClose}
      onSigned={() => {
        toastsFor(words).done(t('route.decided'));
        onClose();
      }}
    >
      <BoundAnnexes annexes={asked.annexes} />
      <Textarea label={t('route.note')} autosize minRows={1} maxLength={4000} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
    </SignDialog>
  );
}

import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MethodOutput } from '#shared/contract/index.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './signatures-section.module.css';

/** Until when the evidence that is here proves the signatures without a link (ARC-07); asked for by a key, since it takes several checks. */
export function OfflineProof({ documentId }: { readonly documentId: string }) {
  const { t, instant } = useWords();
  const [known, setKnown] = useState<MethodOutput<'verification.verifiableUntil'> | null>(null);
  const ask = useCall((client, _nothing: null, options) => client.verification.verifiableUntil({ documentId }, options));
  return (
    <div className={styles['proof']}>
      <Button variant="default" loading={ask.running} onClick={() => void ask.run(null).then(setKnown)}>
        {t('signature.offlineProof')}
      </Button>
      <p role="status">{known === null ? '' : told(known)}</p>
      {ask.error === null ? null : <ErrorNote error={ask.error} />}
    </div>
  );

  function told({ passesNow, until }: { readonly passesNow: boolean; readonly until: string | null }): string {
    if (!passesNow) return t('signature.offlineProof.notNow');
    return until === null ? t('signature.offlineProof.noEnd') : t('signature.offlineProof.until', { time: instant(until) });
  }
}

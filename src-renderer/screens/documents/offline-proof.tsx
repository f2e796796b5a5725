import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MethodOutput } from '#shared/contract/index.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { EvidenceRecords } from './evidence-records.tsx';
import styles from './signatures-section.module.css';

/**
 * Until when the evidence that is here proves the signatures without a link (ARC-07): what was recorded is told at once,
 * and it is asked anew by a key, since that takes several checks. The archive sees the records that prove it.
 */
export function OfflineProof({ documentId }: { readonly documentId: string }) {
  const { t, instant } = useWords();
  const keepsArchive = useDesk((desk) => hasPersonRight(desk.person, 'archive.keep'));
  const recorded = useAsk(`preservation.ofDocument:${documentId}`, (client, options) => client.preservation.ofDocument({ documentId }, options), ['archive', 'cards']);
  const [known, setKnown] = useState<MethodOutput<'verification.verifiableUntil'> | null>(null);
  const ask = useCall((client, _nothing: null, options) => client.verification.verifiableUntil({ documentId }, options));
  const { provable = null, evidence = [] } = recorded.value ?? {};
  return (
    <div className={styles['proof']}>
      {provable === null ? null : <p>{recordedText(provable)}</p>}
      {recorded.error === null ? null : <ErrorNote error={recorded.error} again={recorded.again} />}
      <div className={styles['ask']}>
        <Button variant="default" loading={ask.running} onClick={() => void ask.run(null).then(setKnown)}>
          {t('signature.offlineProof')}
        </Button>
        <p role="status">{known === null ? '' : told(known)}</p>
      </div>
      {ask.error === null ? null : <ErrorNote error={ask.error} />}
      {keepsArchive && evidence.length > 0 ? <EvidenceRecords evidence={evidence} /> : null}
    </div>
  );

  function recordedText({ assessedAt, passes, until }: NonNullable<MethodOutput<'preservation.ofDocument'>['provable']>): string {
    const time = instant(assessedAt);
    if (!passes) return t('preservation.proof.notPassing', { time });
    return until === null ? t('preservation.proof.noEnd', { time }) : t('preservation.proof.until', { time, until: instant(until) });
  }

  function told({ passesNow, until }: { readonly passesNow: boolean; readonly until: string | null }): string {
    if (!passesNow) return t('signature.offlineProof.notNow');
    return until === null ? t('signature.offlineProof.noEnd') : t('signature.offlineProof.until', { time: instant(until) });
  }
}

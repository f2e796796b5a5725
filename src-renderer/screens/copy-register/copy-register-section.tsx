import { Button } from '@mantine/core';
import { IconCertificate } from '@tabler/icons-react';
import { useState } from 'react';
import type { CopyEntry } from '#shared/contract/copy-register.ts';
import type { Office } from '#shared/contract/desk.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ApplyDialog } from './apply-dialog.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { CopyNames } from './copy-names.tsx';
import styles from './copy-register.module.css';
import { DueText } from './due-text.tsx';
import { MakeDialog } from './make-dialog.tsx';
import { RequestDialog } from './request-dialog.tsx';

interface Props {
  readonly documentId: string;
  readonly office: Office;
  /** The document may not be passed outside without the head's permission (CARD-17). */
  readonly barred: boolean;
}

type Dialog = { readonly kind: 'request' | 'apply' } | { readonly kind: 'make' | 'close'; readonly entry: CopyEntry };

/** The document's lines of the register of copies, and what may be done next with each. */
export function CopyRegisterSection({ documentId, office, barred }: Props) {
  const { t } = useWords();
  const person = useDesk((desk) => desk.person);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const list = useAsk(`copyRegister:${documentId}`, (client, options) => client.copyRegister.list({ documentId }, options), ['copies', 'cards']);
  const mayMake = hasPersonRight(person, 'copy.make');
  const close = (): void => setDialog(null);
  const entries = list.value?.entries ?? [];
  return (
    <section className={styles['section']} aria-label={t('copyRegister.title')}>
      {mayMake ? (
        <div className={styles['offer']}>
          <Button variant="default" leftSection={<IconCertificate size={16} aria-hidden />} onClick={() => setDialog({ kind: 'request' })}>
            {t('copyRegister.certify')}
          </Button>
          <p className="quiet">{t('copyRegister.certifyHint')}</p>
        </div>
      ) : (
        <div className={styles['offer']}>
          <Button variant="default" leftSection={<IconCertificate size={16} aria-hidden />} onClick={() => setDialog({ kind: 'apply' })}>
            {t('copyRegister.apply')}
          </Button>
          <p className="quiet">{t('copyRegister.applyHint')}</p>
        </div>
      )}
      {list.error === null ? null : <ErrorNote error={list.error} again={list.again} />}
      {entries.map((entry) => (
        <article key={entry.requestId} className={styles['entry']} aria-label={entry.requester}>
          <div className={styles['what']}>
            <p>
              <strong>{entry.requester}</strong> · {t(`copyRegister.kind.${entry.requesterKind}`)}
            </p>
            <p className="quiet">
              {t(`copyRegister.givenAs.${entry.givenAs}`)} · {t(`copyRegister.way.${entry.way}`)}
            </p>
            <CopyNames copies={entry.copies} />
            <p className="numbers">
              <DueText entry={entry} />
            </p>
          </div>
          {mayMake && entry.closed === null ? (
            <div className={styles['actions']}>
              {entry.givenAs === 'certified-copy' ? (
                <Button variant="default" aria-label={t('copyRegister.makeFor', { requester: entry.requester })} onClick={() => setDialog({ kind: 'make', entry })}>
                  {t('copyRegister.make')}
                </Button>
              ) : null}
              <Button variant="default" aria-label={t('copyRegister.handOverTo', { requester: entry.requester })} onClick={() => setDialog({ kind: 'close', entry })}>
                {t('copyRegister.handOver')}
              </Button>
            </div>
          ) : null}
        </article>
      ))}
      <RequestDialog opened={dialog?.kind === 'request'} documentId={documentId} office={office} barred={barred} onClose={close} />
      {dialog?.kind === 'apply' ? <ApplyDialog documentId={documentId} onClose={close} /> : null}
      {dialog?.kind === 'make' ? <MakeDialog entry={dialog.entry} office={office} barred={barred} onClose={close} /> : null}
      {dialog?.kind === 'close' ? <CloseDialog entry={dialog.entry} barred={barred} onClose={close} /> : null}
    </section>
  );
}

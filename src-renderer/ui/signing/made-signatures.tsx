import { Button } from '@mantine/core';
import { IconClockPlus } from '@tabler/icons-react';
import type { MadeSignature, TimestampProblem } from '#shared/contract/signing.ts';
import { CONTAINER_MEDIA_TYPE } from '#shared/domain/bound-files.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords, type Words } from '../../app/use-text.ts';
import { hasPersonRight, useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../error-note.tsx';
import styles from './made-signatures.module.css';
import { signableFiles } from './signable-files.ts';
import { TimestampMark } from './timestamp-mark.tsx';
import type { Subject } from './use-signing.ts';

interface Props {
  readonly subject: Subject;
  readonly files: readonly DocumentFile[];
}

/** Signatures that were made at this office, and whether their timestamps have come (SIGN-05). Not there where none was made. */
export function MadeSignatures({ subject, files }: Props) {
  const words = useWords();
  const { t } = words;
  const person = useDesk((desk) => desk.person);
  const made = useAsk(`signing.made:${JSON.stringify(subject)}`, (client, options) => client.signing.made({ subject }, options), ['letters', 'cards', 'status']);
  const complete = useCall((client, _nothing: null, options) => client.signing.completeTimestamps({}, options));

  async function completeNow(): Promise<void> {
    const done = await complete.run(null);
    if (done === null) return;
    toastsFor(words).tell(done.pending === 0 ? t('signing.completed') : t('signing.stillPending', { count: done.pending }));
    made.again();
  }

  if (made.value === null) return made.error === null ? null : <ErrorNote error={made.error} again={made.again} />;
  const { signatures } = made.value;
  if (signatures.length === 0) return null;
  const pending = signatures.filter(({ timestamp }) => timestamp === 'pending');
  // It comes by itself only where an authority may be asked.
  const comes = pending.some(({ timestampProblem }) => timestampProblem !== 'noAuthority' && timestampProblem !== 'fetchingOff');
  return (
    <section className={styles['made']} aria-label={t('signing.made')}>
      <p className="quiet">{t('signing.made')}</p>
      {made.error === null ? null : <ErrorNote error={made.error} again={made.again} />}
      <ul className={styles['list']}>
        {signatures.map((signature) => (
          <li key={signature.signatureId}>
            <MadeLine signature={signature} files={files} words={words} />
          </li>
        ))}
      </ul>
      {pending.length > 0 ? (
        <div className={styles['pending']}>
          {comes ? <p>{t('signing.timestampHint')}</p> : null}
          {hasPersonRight(person, 'document.sign') ? (
            <Button variant="default" loading={complete.running} leftSection={<IconClockPlus size={16} aria-hidden />} onClick={() => void completeNow()}>
              {t('signing.completeNow')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {complete.error === null ? null : <ErrorNote error={complete.error} />}
    </section>
  );
}

function MadeLine({ signature, files, words }: { readonly signature: MadeSignature; readonly files: readonly DocumentFile[]; readonly words: Words }) {
  const { kind, signer, madeAt, madeBy, timestamp, timestampProblem, ofSha256, file } = signature;
  // With one document alone, its name says nothing new.
  const signed = signableFiles(files).length < 2 ? undefined : files.find(({ sha256 }) => sha256 === ofSha256)?.fileName;
  return (
    <>
      <p className={styles['who']}>
        <strong>{signer}</strong>
        {kind === 'seal' ? <span>{words.t('signing.kind.seal')}</span> : null}
        <TimestampMark state={timestamp} />
      </p>
      <p className={`${styles['small']} quiet numbers`}>{[words.instant(madeAt), madeBy, file.mediaType === CONTAINER_MEDIA_TYPE ? words.t('signing.signedTogether') : signed === undefined ? null : words.t('signing.signedFile', { file: signed })].filter((part) => part !== null).join(' · ')}</p>
      {timestampProblem === null ? null : <p className={styles['small']}>{problemText(timestampProblem, words)}</p>}
    </>
  );
}

function problemText(problem: TimestampProblem, { t }: Words): string {
  switch (problem) {
    case 'noAuthority':
    case 'fetchingOff':
    case 'wrongToken':
      return t(`signing.timestampProblem.${problem}`);
    default:
      return t('signing.timestampProblem.fetch', { reason: t(`evidence.failure.${problem}`) });
  }
}

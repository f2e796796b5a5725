import { Button, FileButton } from '@mantine/core';
import { IconCertificateOff, IconFilePlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { MethodOutput } from '#shared/contract/index.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import { AddTrust } from './add-trust.tsx';
import { Fetching } from './fetching.tsx';
import styles from './administration.module.css';
import { RemoveTrust } from './remove-trust.tsx';
import { TimestampAuthority } from './timestamp-authority.tsx';
import { TokenModules } from './token-modules.tsx';

export type TrustEntry = MethodOutput<'administration.trust'>['entries'][number];

/** Certificates and revocation data that checks of signatures stand on. */
export function Trust() {
  const words = useWords();
  const { t } = words;
  const [file, setFile] = useState<File | null>(null);
  const [removing, setRemoving] = useState<TrustEntry | null>(null);
  const list = useAsk('administration.trust', (client, options) => client.administration.trust({}, options), ['trust']);
  const remove = useCall((client, entryId: string, options) => client.administration.removeTrust({ entryId }, options));

  async function removeEntry(entry: TrustEntry): Promise<void> {
    if ((await remove.run(entry.entryId)) === null) return;
    toastsFor(words).done(t('trust.removedNotice', { description: entry.description }));
    setRemoving(null);
    list.again();
  }

  if (list.error !== null && list.value === null) return <div className="padded"><ErrorNote error={list.error} again={list.again} /></div>;
  if (list.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  const { entries } = list.value;
  return (
    <>
      <div className={styles['bar']}>
        <h1>{t('administration.trust')}</h1>
        <FileButton onChange={setFile} accept=".cer,.crt,.der,.pem,.crl,.ors,.ocsp,.p7b,.xml,.xtsl">
          {(props) => (
            <Button {...props} leftSection={<IconFilePlus size={16} aria-hidden />}>
              {t('trust.add')}
            </Button>
          )}
        </FileButton>
      </div>
      <p className={styles['explain']}>{t('trust.explain')}</p>
      {entries.length === 0 ? (
        <Empty icon={<IconCertificateOff size={40} stroke={1.2} aria-hidden />} title={t('trust.empty')} hint={t('trust.emptyHint')} />
      ) : (
        <WideTable label={t('administration.trust')}>
          <thead>
            <tr>
              <th scope="col">{t('trust.kind')}</th>
              <th scope="col">{t('trust.description')}</th>
              <th scope="col">{t('trust.added')}</th>
              <th scope="col">{t('account.actions')}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.entryId}>
                <td>{t(`trust.kind.${entry.kind}`)}</td>
                <td>
                  <p>{entry.description}</p>
                  <p className="quiet">{entry.fileName}</p>
                  <code className={`${styles['fingerprint']} quiet`} title={t('trust.fingerprint')}>
                    {entry.sha256}
                  </code>
                </td>
                <td>
                  {words.instant(entry.addedAt)}
                  <p className="quiet">{entry.addedBy}</p>
                </td>
                <td>
                  <Button variant="subtle" onClick={() => setRemoving(entry)} aria-label={`${t('trust.remove')}: ${entry.description}`}>
                    {t('trust.remove')}
                  </Button>
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      <Fetching />
      <TimestampAuthority />
      <TokenModules />
      <AddTrust file={file} onClose={() => setFile(null)} onAdded={list.again} />
      <RemoveTrust entry={removing} call={remove} onClose={() => setRemoving(null)} onRemove={(entry) => void removeEntry(entry)} />
    </>
  );
}

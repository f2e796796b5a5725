import { IconCertificate } from '@tabler/icons-react';
import { useWords } from '../../app/use-text.ts';
import { useCopyRegister, WHOLE_REGISTER } from '../../state/copy-register.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import administration from '../administration/administration.module.css';
import directories from '../directories/directories.module.css';
import { CopyRegisterTable } from './copy-register-table.tsx';
import styles from './copy-register.module.css';
import { RegisterFilter } from './register-filter.tsx';
import { RegisterTools } from './register-tools.tsx';
import { type CopyEntries, useCopyEntries } from './use-copy-entries.ts';

/** The register of copies over all documents that the person may read (PAP-04, PAP-06). */
export function CopyRegisterView() {
  const { t, number } = useWords();
  const filters = useCopyRegister((register) => register.filters);
  // Opened anew by a reminder, the filter's fields show what it chose.
  const opened = useCopyRegister((register) => register.opened);
  const entries = useCopyEntries(filters);
  return (
    <div className={styles['register']}>
      <div className={styles['above']}>
        <div className={administration['bar']}>
          <h1 className={directories['title']}>{t('copyRegister.title')}</h1>
          <span className={`${styles['count']} quiet numbers`} role="status">
            {entries.total === null ? '' : t('copyRegister.found', { count: number(entries.total) })}
          </span>
          <RegisterTools />
        </div>
        <RegisterFilter key={opened} />
        {entries.error === null ? null : <ErrorNote error={entries.error} again={entries.again} />}
      </div>
      <Lines entries={entries} whole={JSON.stringify(filters) === JSON.stringify(WHOLE_REGISTER)} />
    </div>
  );
}

function Lines({ entries, whole }: { readonly entries: CopyEntries; readonly whole: boolean }) {
  const { t } = useWords();
  if (entries.total === null) return entries.error === null ? <SlowLoading label={t('common.loading')} lines={6} /> : null;
  if (entries.total > 0) return <CopyRegisterTable entries={entries} />;
  return <Empty icon={<IconCertificate size={40} stroke={1.2} aria-hidden />} {...(whole ? { title: t('copyRegister.none'), hint: t('copyRegister.noneHint') } : { title: t('copyRegister.noneShown') })} />;
}

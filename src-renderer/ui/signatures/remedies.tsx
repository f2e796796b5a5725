import { Button, FileButton } from '@mantine/core';
import { IconCertificate, IconFilePlus, IconRefresh } from '@tabler/icons-react';
import type { Remedy } from './settle.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './remedies.module.css';

/** What the screen around the panel can do about an open verdict; null where it cannot be done there. */
export interface RemedyActions {
  readonly fetch: (() => void) | null;
  readonly document: ((file: File) => void) | null;
  readonly trust: (() => void) | null;
}

interface Props {
  readonly remedies: readonly Remedy[];
  readonly actions: RemedyActions;
  readonly busy: boolean;
}

/** One button for each thing that would help an open verdict. */
export function Remedies({ remedies, actions, busy }: Props) {
  const { t } = useWords();
  const { fetch, document, trust } = actions;
  if (remedies.length === 0) return null;
  return (
    <div className={styles['remedies']}>
      {remedies.includes('fetch') && fetch !== null ? (
        <Button leftSection={<IconRefresh size={16} aria-hidden />} disabled={busy} onClick={fetch}>
          {t('signature.action.fetch')}
        </Button>
      ) : null}
      {remedies.includes('document') && document !== null ? (
        <FileButton onChange={(file) => (file === null ? undefined : document(file))}>
          {(props) => (
            <Button {...props} disabled={busy} leftSection={<IconFilePlus size={16} aria-hidden />}>
              {t('signature.action.document')}
            </Button>
          )}
        </FileButton>
      ) : null}
      {remedies.includes('trust') && trust !== null ? (
        <Button variant="default" leftSection={<IconCertificate size={16} aria-hidden />} onClick={trust}>
          {t('signature.action.trust')}
        </Button>
      ) : null}
      {remedies.includes('trust') && trust === null ? <p className="quiet">{t('signature.action.administrator')}</p> : null}
    </div>
  );
}

import { Button, TextInput } from '@mantine/core';
import { IconFileCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useAsk } from '../../app/use-ask.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './signature-register.module.css';

export interface BasisDocument {
  readonly documentId: string;
  readonly registrationIndex: string;
}

interface Props {
  readonly value: BasisDocument | null;
  readonly required: boolean;
  readonly error: string | null;
  readonly onChoose: (document: BasisDocument | null) => void;
}

/** A registered document that proves an entry, found by a part of its number or its words. */
export function BasisField({ value, required, error, onChoose }: Props) {
  const words = useWords();
  const { t } = words;
  const [text, setText] = useState('');
  const wanted = text.trim();
  const found = useAsk(wanted.length < 2 ? null : `basis:${wanted}`, (client, options) => client.search.page({ text: wanted, limit: 6 }, options));
  const rows = found.value?.rows ?? [];
  if (value !== null) {
    return (
      <div className={styles['basis']}>
        <span>
          {t('signatureRegister.basis')}: <strong>№ {value.registrationIndex}</strong>
        </span>
        <Button variant="subtle" size="compact-sm" leftSection={<IconX size={14} aria-hidden />} aria-label={`${t('signatureRegister.basisOther')}: № ${value.registrationIndex}`} onClick={() => onChoose(null)}>
          {t('signatureRegister.basisOther')}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles['finder']}>
      <TextInput label={t('signatureRegister.basis')} description={t('signatureRegister.basisHint')} required={required} error={error} value={text} autoComplete="off" maxLength={200} onChange={(event) => setText(event.currentTarget.value)} />
      {wanted.length < 2 ? null : (
        <ul className={styles['found']} aria-label={t('document.links.found')}>
          {rows.map((row) => (
            <li key={row.documentId}>
              <Button
                variant="default"
                fullWidth
                justify="flex-start"
                leftSection={<IconFileCheck size={14} aria-hidden />}
                onClick={() => {
                  setText('');
                  onChoose(row);
                }}
              >
                <span className="ellipsis">{[`№ ${row.registrationIndex}`, words.day(row.registrationDate), row.subject].filter((part) => part !== null).join(' · ')}</span>
              </Button>
            </li>
          ))}
          {found.value !== null && rows.length === 0 ? <li className="quiet">{t('palette.nothing')}</li> : null}
        </ul>
      )}
    </div>
  );
}

import { Button } from '@mantine/core';
import { IconDownload, IconPencil } from '@tabler/icons-react';
import type { Office } from '#shared/contract/desk.ts';
import type { Card } from '#shared/contract/registration.ts';
import { useCall } from '../../app/use-call.ts';
import type { Choices } from '../../app/use-choices.ts';
import { saveFile } from '../../app/save-file.ts';
import { useWords } from '../../app/use-text.ts';
import { requisitesOf } from '#shared/domain/registration-card.ts';
import { CARD_FIELDS } from '#shared/domain/requisite-template.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useFieldLabel } from '../registration/use-field-label.ts';
import styles from './card-section.module.css';
import { CorrectCard } from './correct-card.tsx';
import { requisiteText } from './requisite-value.ts';

interface Props {
  readonly card: Card;
  readonly version: string;
  readonly choices: Choices;
  readonly office: Office;
  readonly mayCorrect: boolean;
  /** The files were destroyed: they are named, and nothing of them is to be had. */
  readonly filesGone: boolean;
  readonly correcting: boolean;
  readonly onCorrecting: (correcting: boolean) => void;
  readonly onChanged: () => void;
}

/** The card's requisites and files, and its correction. */
export function CardSection({ card, version, choices, office, mayCorrect, filesGone, correcting, onCorrecting, onChanged }: Props) {
  const words = useWords();
  const { t } = words;
  const labelOf = useFieldLabel(card.direction);
  const save = useCall((client, file: Card['files'][number], options) => saveFile(client, file, options));
  if (correcting) return <CorrectCard card={card} version={version} choices={choices} office={office} onClose={() => onCorrecting(false)} onChanged={onChanged} />;

  const requisites = requisitesOf(card);
  const shown = [...(['journalId', 'kindId', 'medium'] as const), ...CARD_FIELDS].map((name) => ({ name, text: requisiteText(name, requisites[name], choices, words) })).filter(({ name, text }) => text !== '' && requisites[name] !== false);
  return (
    <>
      <dl className={styles['requisites']}>
        {shown.map(({ name, text }) => (
          <div key={name}>
            <dt>{labelOf(name)}</dt>
            <dd className="numbers">{text}</dd>
          </div>
        ))}
      </dl>
      <p className={`${styles['who']} quiet numbers`}>{t('document.registeredBy', { person: card.registeredBy.name, time: words.instant(card.registeredAt) })}</p>
      {mayCorrect ? (
        <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} rightSection={<kbd>F4</kbd>} onClick={() => onCorrecting(true)}>
          {t('document.correct')}
        </Button>
      ) : null}
      <h2 className={styles['heading']}>{t('document.files')}</h2>
      {card.files.length === 0 ? <p className="quiet">{t('document.noFiles')}</p> : null}
      {save.error === null ? null : <ErrorNote error={save.error} />}
      <ul className={styles['files']}>
        {card.files.map((file) => (
          <li key={`${file.sha256}${file.fileName}`}>
            <div>
              <p>{file.fileName}</p>
              <p className="quiet numbers">
                {t(`fileRole.${file.role}`)} · {words.size(file.size)}
              </p>
            </div>
            {filesGone ? null : (
              <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} loading={save.running} onClick={() => void save.run(file)} aria-label={`${t('document.saveFile')}: ${file.fileName}`}>
                {t('document.saveFile')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

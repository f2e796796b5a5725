import { TextInput } from '@mantine/core';
import { useRef } from 'react';
import { formatIndex, INDEX_TOKENS, type IndexValues } from '#shared/domain/registration-index.ts';
import { journalProblems, type Numbering } from '#shared/domain/journals.ts';
import { useWords } from '../../app/use-text.ts';
import own from './directories.module.css';

interface Props {
  readonly pattern: string;
  readonly numbering: Numbering;
  /** What the next card would bring for each token. */
  readonly sample: IndexValues;
  readonly error: string | undefined;
  readonly onPattern: (pattern: string) => void;
}

/** The pattern of the index, what its tokens stand for, and what it gives. */
export function PatternField({ pattern, numbering, sample, error, onPattern }: Props) {
  const { t } = useWords();
  const field = useRef<HTMLInputElement>(null);
  const [problem] = journalProblems({ pattern, numbering, names: { any: '—' } });
  const shown = error ?? (pattern === '' || problem === undefined ? undefined : t(`directory.problem.${problem.problem}`));

  function insert(token: string): void {
    const at = field.current?.selectionStart ?? pattern.length;
    onPattern(`${pattern.slice(0, at)}${token}${pattern.slice(field.current?.selectionEnd ?? at)}`);
    field.current?.focus();
  }
  return (
    <fieldset className={own['inner']}>
      <legend>{t('journals.pattern')}</legend>
      <TextInput ref={field} aria-label={t('journals.pattern')} required maxLength={100} value={pattern} error={shown} onChange={(event) => onPattern(event.currentTarget.value)} />
      <output>{problem === undefined ? t('journals.example', { index: formatIndex(pattern, sample) }) : ''}</output>
      <dl className={own['twins']} aria-label={t('journals.tokens')}>
        {INDEX_TOKENS.map((token) => (
          <div key={token}>
            <dt>
              <button type="button" className={own['token']} aria-label={t('journals.insert', { token: `{${token}}` })} onClick={() => insert(`{${token}}`)}>
                {`{${token}}`}
              </button>
            </dt>
            <dd className="quiet">{t(`journals.token.${token}`)}</dd>
          </div>
        ))}
      </dl>
    </fieldset>
  );
}

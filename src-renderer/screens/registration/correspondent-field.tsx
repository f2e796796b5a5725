import { Autocomplete, type AutocompleteProps, NativeSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconStarFilled } from '@tabler/icons-react';
import { useState } from 'react';
import type { CorrespondentEntry } from '#shared/contract/correspondents.ts';
import type { MethodOutput } from '#shared/contract/index.ts';
import { CORRESPONDENT_CATEGORIES, type CorrespondentCategory, isHeadOnly } from '#shared/domain/correspondents.ts';
import { isSameName } from '#shared/domain/name-matching.ts';
import { type Requisites, TEXT_LIMIT } from '#shared/domain/registration-card.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './correspondent-field.module.css';

interface Props extends Omit<AutocompleteProps, 'value' | 'onChange' | 'data'> {
  readonly value: string;
  readonly correspondentId: string | null;
  readonly onChange: (changes: Pick<Requisites, 'correspondent' | 'correspondentId'>) => void;
}

const NO_ENTRIES: readonly CorrespondentEntry[] = [];
const NO_BODIES: MethodOutput<'correspondents.find'>['bodies'] = [];
const LEAST_LETTERS = 2;

/** The other side, found in the directory and among the bodies of the country's rules; what is not there may be typed as well, and kept with one key. */
export function CorrespondentField({ value, correspondentId, onChange, ...rest }: Props) {
  const { t } = useWords();
  const [text] = useDebouncedValue(value.trim(), 120);
  const asked = text.length < LEAST_LETTERS ? null : `correspondents:${text}`;
  const known = useAsk(asked, (client, options) => client.correspondents.find({ text: text.slice(0, 200) }, options), ['directories']);
  const entries = known.value?.entries ?? NO_ENTRIES;
  const bodies = known.value?.bodies ?? NO_BODIES;
  const offered = [...entries, ...bodies.map((body) => ({ ...body, code: '' }))];
  const options = [...new Map(offered.filter(({ name }) => name !== value).map((one) => [one.name, one])).values()];
  const mayKeep = useDesk((desk) => hasPersonRight(desk.person, 'directory.edit'));
  const [madeId, setMadeId] = useState<string | null>(null);
  const keep = useCall((client, name: string, callOptions) => client.correspondents.define({ name }, callOptions));
  const linked = correspondentId !== null;
  const entry = entries.find((one) => (linked ? one.correspondentId === correspondentId : isSameName(one.name, value)));
  const settled = text === value.trim() && !known.loading && asked !== null;
  // What the country's rules say of the name as it stands (REG-10).
  const headOnly = settled ? (known.value?.headOnly ?? null) : null;
  const unknown = value.trim() !== '' && !linked && entry === undefined && settled && headOnly === null;

  function write(name: string): void {
    onChange({ correspondent: name, correspondentId: entries.find((one) => one.name === name)?.correspondentId ?? null });
  }

  function keepInDirectory(): void {
    if (!mayKeep || linked || value.trim() === '' || keep.running) return;
    void keep.run(value.trim()).then((made) => {
      if (made === null) return;
      setMadeId(made.correspondentId);
      onChange({ correspondent: value.trim(), correspondentId: made.correspondentId });
    });
  }
  useScreenShortcuts(mayKeep ? [{ id: 'keepCorrespondent', keys: ['F7'], label: 'shortcut.keepCorrespondent', group: 'card', run: keepInDirectory }] : []);

  return (
    <div>
      <Autocomplete
        {...rest}
        autoComplete="off"
        openOnFocus={false}
        maxLength={TEXT_LIMIT}
        value={value}
        onChange={write}
        // The desk has found what fits; it knows more spellings than a comparison of letters.
        filter={({ options: found }) => found}
        data={options.map(({ name }) => name)}
        renderOption={({ option }) => {
          const found = options.find(({ name }) => name === option.value);
          return (
            <span>
              {option.value}
              {found === undefined ? null : <span className="quiet"> {[t(`correspondents.category.${found.category}`), found.code].filter((part) => part !== '').join(' · ')}</span>}
            </span>
          );
        }}
      />
      {entry !== undefined && value !== '' ? <EntryLine key={entry.correspondentId} entry={entry} changeable={entry.correspondentId === madeId} headOnly={headOnly !== null} /> : null}
      {entry === undefined && headOnly !== null ? (
        <p className={styles['line']}>
          <span className="quiet">{t('correspondents.byRules', { category: t(`correspondents.category.${headOnly}`) })}</span>
          <HeadOnly />
        </p>
      ) : null}
      {unknown && mayKeep ? (
        <p className={styles['line']}>
          <span className="quiet">{t('correspondents.notInDirectory')}</span>
          <button type="button" className={`${styles['keep']} text-button`} tabIndex={-1} onClick={keepInDirectory}>
            {t('correspondents.keep')} <kbd>F7</kbd>
          </button>
        </p>
      ) : null}
      {keep.error === null ? null : <ErrorNote error={keep.error} />}
    </div>
  );
}

function HeadOnly() {
  const { t } = useWords();
  return (
    <span className={styles['head']}>
      <IconStarFilled size={12} aria-hidden /> {t('correspondents.headOnly')}
    </span>
  );
}

/** Category of the entry; of one that was made just now it can be chosen at once. */
function EntryLine({ entry, changeable, headOnly }: { readonly entry: CorrespondentEntry; readonly changeable: boolean; readonly headOnly: boolean }) {
  const { t } = useWords();
  const [category, setCategory] = useState<CorrespondentCategory>(entry.category);
  const change = useCall(async (client, next: CorrespondentCategory, options) => {
    const { correspondentId } = entry;
    const newest = await client.correspondents.get({ correspondentId }, options);
    return newest.ok ? client.correspondents.change({ correspondentId, basedOn: newest.value.version, changes: { category: next } }, options) : newest;
  });

  function choose(next: CorrespondentCategory): void {
    setCategory(next);
    void change.run(next).then((done) => {
      if (done === null) setCategory(entry.category);
    });
  }

  return (
    <>
      <div className={styles['line']}>
        {changeable ? (
          <NativeSelect
            size="xs"
            aria-label={t('correspondents.category')}
            value={category}
            onChange={(event) => choose(CORRESPONDENT_CATEGORIES.find((one) => one === event.currentTarget.value) ?? category)}
            data={CORRESPONDENT_CATEGORIES.map((one) => ({ value: one, label: t(`correspondents.category.${one}`) }))}
          />
        ) : (
          <span className="quiet">{t('correspondents.known', { category: t(`correspondents.category.${entry.category}`) })}</span>
        )}
        {headOnly || isHeadOnly(changeable ? category : entry.category) ? <HeadOnly /> : null}
      </div>
      {change.error === null ? null : <ErrorNote error={change.error} />}
    </>
  );
}

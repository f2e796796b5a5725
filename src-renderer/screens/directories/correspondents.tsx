import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAddressBook, IconArrowsJoin, IconPlus, IconSearch, IconTableImport } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { CorrespondentEntry } from '#shared/contract/correspondents.ts';
import { CORRESPONDENT_CATEGORIES, type CorrespondentCategory, isHeadOnly } from '#shared/domain/correspondents.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, type Person } from '../../state/desk.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import styles from '../administration/administration.module.css';
import { CorrespondentEditor } from './correspondent-editor.tsx';
import own from './directories.module.css';
import { Duplicates } from './duplicates.tsx';
import { ImportDialog } from './import-dialog.tsx';

const PAGE = 100;
type Dialog = { readonly of: 'new' | 'import' | 'duplicates' } | { readonly of: 'edit'; readonly entry: CorrespondentEntry };

/** The directory of correspondents: found while typing, edited, merged, taken in from a table. */
export function Correspondents({ person }: { readonly person: Person }) {
  const { t } = useWords();
  const search = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [settled] = useDebouncedValue(text.trim(), 120);
  const [category, setCategory] = useState<CorrespondentCategory | null>(null);
  const [offset, setOffset] = useState(0);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const edits = hasPersonRight(person, 'directory.edit');
  const list = useAsk(`correspondents.list:${settled}:${category ?? ''}:${offset}`, (client, options) => client.correspondents.list({ text: settled, category, offset, limit: PAGE }, options), ['directories']);
  const close = (): void => setDialog(null);
  useScreenShortcuts([
    ...(edits ? [{ id: 'newLetter', keys: ['Alt+N'], label: 'correspondents.new', group: 'screen', run: () => setDialog({ of: 'new' }) } as const] : []),
    { id: 'search', keys: ['/'], label: 'shortcut.search', group: 'screen', run: () => search.current?.focus() },
  ]);
  const rows = list.value?.rows ?? [];
  const total = list.value?.total ?? 0;

  return (
    <>
      <div className={styles['bar']}>
        <h1 className={own['title']}>{t('correspondents.title')}</h1>
        {edits ? (
          <div className={own['buttons']}>
            <Button variant="default" leftSection={<IconArrowsJoin size={16} aria-hidden />} onClick={() => setDialog({ of: 'duplicates' })}>
              {t('correspondents.duplicates')}
            </Button>
            {hasPersonRight(person, 'card.register') ? (
              <Button variant="default" leftSection={<IconTableImport size={16} aria-hidden />} onClick={() => setDialog({ of: 'import' })}>
                {t('correspondents.import')}
              </Button>
            ) : null}
            <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setDialog({ of: 'new' })}>
              {t('correspondents.new')}
            </Button>
          </div>
        ) : null}
      </div>
      <div className={own['filters']}>
        <TextInput
          ref={search}
          className={own['search']}
          aria-label={t('correspondents.search')}
          placeholder={t('correspondents.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          autoComplete="off"
          maxLength={200}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setOffset(0);
          }}
        />
        <NativeSelect
          aria-label={t('correspondents.category')}
          value={category ?? ''}
          onChange={(event) => {
            setCategory(CORRESPONDENT_CATEGORIES.find((one) => one === event.currentTarget.value) ?? null);
            setOffset(0);
          }}
          data={[{ value: '', label: `${t('correspondents.category')}: ${t('review.duty.any')}` }, ...CORRESPONDENT_CATEGORIES.map((one) => ({ value: one, label: t(`correspondents.category.${one}`) }))]}
        />
        <span className="quiet numbers" role="status">
          {list.value === null ? null : t('correspondents.found', { count: total })}
        </span>
      </div>
      {list.error === null ? null : <ErrorNote error={list.error} again={list.again} />}
      {list.value === null && list.error === null ? <SlowLoading label={t('common.loading')} lines={6} /> : null}
      {list.value !== null && rows.length === 0 ? (
        settled === '' && category === null ? <Empty icon={<IconAddressBook size={40} stroke={1.2} aria-hidden />} title={t('correspondents.empty')} hint={t('correspondents.emptyHint')} /> : <Empty title={t('correspondents.nothing')} />
      ) : null}
      {rows.length === 0 ? null : (
        <WideTable label={t('correspondents.title')}>
          <thead>
            <tr>
              <th scope="col">{t('correspondents.name')}</th>
              <th scope="col">{t('correspondents.category')}</th>
              <th scope="col">{t('correspondents.code')}</th>
              <th scope="col">{t('correspondents.address')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((entry) => (
              <tr key={entry.correspondentId}>
                <td>
                  <button type="button" className="text-button" onClick={() => setDialog({ of: 'edit', entry })}>
                    {entry.name}
                  </button>
                  {entry.otherNames.length === 0 ? null : <p className="quiet">{entry.otherNames.join('; ')}</p>}
                </td>
                <td>
                  {t(`correspondents.category.${entry.category}`)}
                  {isHeadOnly(entry.category) ? <p className="quiet">{t('correspondents.headOnly')}</p> : null}
                </td>
                <td>{entry.code}</td>
                <td>
                  {entry.address}
                  {entry.email === '' ? null : <p className="quiet">{entry.email}</p>}
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      {total > PAGE ? (
        <div className={own['buttons']}>
          <Button variant="default" disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - PAGE))}>
            {t('shortcut.previous')}
          </Button>
          <span className="quiet numbers">{`${offset + 1}–${Math.min(total, offset + PAGE)} / ${total}`}</span>
          <Button variant="default" disabled={offset + PAGE >= total} onClick={() => setOffset(offset + PAGE)}>
            {t('shortcut.next')}
          </Button>
        </div>
      ) : null}
      <CorrespondentEditor opened={dialog?.of === 'new' || dialog?.of === 'edit'} entry={dialog?.of === 'edit' ? dialog.entry : null} readOnly={!edits} onClose={close} />
      <Duplicates opened={dialog?.of === 'duplicates'} onClose={close} />
      <ImportDialog opened={dialog?.of === 'import'} onClose={close} />
    </>
  );
}

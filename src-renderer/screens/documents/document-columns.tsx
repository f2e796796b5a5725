import { createColumnHelper, tableFeatures } from '@tanstack/react-table';
import { IconArchive, IconArchiveOff, IconLock } from '@tabler/icons-react';
import type { CardRow } from '#shared/contract/registration.ts';
import type { FoundRow } from '#shared/contract/search.ts';
import type { Kind } from '../../app/use-choices.ts';
import type { Words } from '../../app/use-text.ts';
import { Seal } from '../../ui/seal.tsx';

/** A line of the table; the row is undefined until its page has been read, null where it may not be read. */
export interface TableLine {
  readonly at: number;
  readonly row: FoundRow | null | undefined;
}

export const features = tableFeatures({});
const helper = createColumnHelper<typeof features, TableLine>();

function Text({ text, bold = false }: { readonly text: string; readonly bold?: boolean }) {
  return (
    <span className="ellipsis" title={text} data-bold={bold || undefined}>
      {text}
    </span>
  );
}

/** That a document is no longer in work: it lies in the archive, or was destroyed. */
function ArchiveMark({ archive, words }: { readonly archive: NonNullable<FoundRow['archive']>; readonly words: Words }) {
  const Icon = archive === 'closed' ? IconArchive : IconArchiveOff;
  const text = words.t(`search.archive.${archive}`);
  return <Icon size={14} role="img" title={text} aria-label={text} />;
}

/** Columns of a journal; `narrow` leaves out what the preview beside it shows. */
export function documentColumns(words: Words, kinds: readonly Kind[], narrow: boolean) {
  const { t, day } = words;
  const kindName = (kindId: string): string => words.named(kinds.find((kind) => kind.kindId === kindId)?.names ?? { '': kindId });
  const theirs = (row: CardRow): string => [row.correspondentNumber, row.correspondentDate === null ? null : day(row.correspondentDate)].filter((part) => part !== null && part !== '').join(' · ');
  const all = [
    helper.accessor((line) => (line.row === null ? '—' : (line.row?.registrationIndex ?? '…')), { id: 'index', header: () => t('document.column.index'), cell: (cell) => <Text text={cell.getValue()} bold /> }),
    helper.accessor((line) => line.row?.registrationDate ?? null, { id: 'date', header: () => t('document.column.date'), cell: (cell) => day(cell.getValue()) }),
    helper.accessor((line) => line.row?.verdict, {
      id: 'signature',
      header: () => <span className="visually-hidden">{t('document.column.signature')}</span>,
      cell: (cell) => {
        const verdict = cell.getValue();
        return verdict === undefined ? null : <Seal verdict={verdict} form="mark" />;
      },
    }),
    helper.accessor((line) => line.row?.correspondent ?? '', { id: 'correspondent', header: () => t('document.column.correspondent'), cell: (cell) => <Text text={cell.getValue()} /> }),
    helper.accessor((line) => (line.row === undefined || line.row === null ? '' : theirs(line.row)), { id: 'theirs', header: () => t('document.column.theirs'), cell: (cell) => <Text text={cell.getValue()} /> }),
    helper.accessor((line) => line.row, {
      id: 'subject',
      header: () => t('document.column.subject'),
      cell: (cell) => {
        const row = cell.getValue();
        if (row === null) return <Text text={t('document.list.closed')} />;
        if (row === undefined) return null;
        return (
          <>
            {row.restricted ? <IconLock size={14} role="img" aria-label={t('requisite.restricted')} /> : null}
            {row.archive === null ? null : <ArchiveMark archive={row.archive} words={words} />}
            <Text text={row.subject} />
          </>
        );
      },
    }),
    helper.accessor((line) => (line.row === undefined || line.row === null ? '' : kindName(line.row.kindId)), { id: 'kind', header: () => t('document.column.kind'), cell: (cell) => <Text text={cell.getValue()} /> }),
  ];
  return helper.columns(narrow ? all.filter((column) => column.id !== 'theirs' && column.id !== 'kind') : all);
}

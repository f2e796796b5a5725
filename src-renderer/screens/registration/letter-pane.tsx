import type { Office } from '#shared/contract/desk.ts';
import type { Letter, WaitingLetter } from '#shared/contract/intake.ts';
import type { Answer } from '../../app/use-ask.ts';
import { useWords, type Words } from '../../app/use-text.ts';
import { useCall } from '../../app/use-call.ts';
import type { Choices } from '../../app/use-choices.ts';
import { type Card, type Draft, useDrafts } from '../../state/drafts.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Empty } from '../../ui/empty.tsx';
import { SignaturePanel } from '../../ui/signatures/signature-panel.tsx';
import { MadeSignatures } from '../../ui/signing/made-signatures.tsx';
import { SignAction } from '../../ui/signing/sign-action.tsx';
import { useRemedies } from '../../ui/signatures/use-remedies.ts';
import { CardForm } from './card-form.tsx';
import { DuplicateNote } from './duplicate-note.tsx';
import { LetterActions } from './letter-actions.tsx';
import styles from './letter-pane.module.css';
import { RegisteredNotice } from './registered-notice.tsx';
import { useAddDocument } from './use-add-document.ts';
import type { Entries } from './use-entries.ts';

interface Props {
  /** Line of the letter in the list: what the card begins with. Null: a card without a file. */
  readonly row: WaitingLetter | null;
  /** Its files and what its check found, a moment later. */
  readonly letter: Answer<Letter>;
  readonly draft: Draft | null;
  readonly registered: Card | null;
  readonly choices: Choices;
  readonly office: Office;
  readonly entries: Entries;
  readonly onNext: () => void;
  readonly onNewCard: () => void;
}

/** The middle of the room: the letter's signatures and its card, or the number it got. */
export function LetterPane({ row, letter: asked, draft, registered, choices, office, entries, onNext, onNewCard }: Props) {
  const words = useWords();
  const { t } = words;
  const keepError = useDrafts((drafts) => drafts.keepError);
  const check = useCall((client, letterId: string, options) => client.intake.check({ letterId }, options));
  const letter = asked.value;
  const addDocument = useAddDocument(row?.letterId ?? null);
  const remedied = useRemedies(
    row === null ? null : { letterId: row.letterId },
    check,
    () => (row === null ? undefined : void check.run(row.letterId)),
    addDocument,
    () => undefined,
  );
  if (registered !== null) return <RegisteredNotice card={registered} office={office} left={entries.entries.length} onNext={onNext} onNewCard={onNewCard} />;
  if (draft === null) return <Empty title={t('registration.card.choose')} />;
  const outage = choices.outages.find(({ outageId }) => outageId === draft.requisites.outageId);

  return (
    <div className={styles['pane']}>
      <header className={styles['head']}>
        <div className={styles['name']}>
          <h2 title={row?.fileName}>{row?.fileName ?? draft.signedFiles[0]?.fileName ?? t('registration.letter.unnamed')}</h2>
          <p className="quiet numbers">
            {draft.signedDraft === null ? originOf(row, outage, words) : t('registration.ofSignedDraft')}
          </p>
          {letter === null || letter.fromPackage === null ? null : <p className="quiet">{packageOf(letter.fromPackage, words)}</p>}
        </div>
        {letter === null ? null : <SignAction subject={{ letterId: letter.letterId }} files={letter.files} />}
        <LetterActions row={row} files={letter?.files ?? []} draft={draft} others={entries.entries.flatMap((entry) => (entry.letter === null || entry.letter === row ? [] : [entry.letter]))} />
      </header>
      {keepError === null ? null : (
        <>
          <p role="alert">{t('registration.notKept')}</p>
          <ErrorNote error={keepError} />
        </>
      )}
      {asked.error === null || letter !== null ? null : <ErrorNote error={asked.error} again={asked.again} />}
      {letter === null || letter.sameFileAs.length === 0 ? null : <DuplicateNote cards={letter.sameFileAs} />}
      {row === null ? null : (
        <SignaturePanel
          verdict={(letter ?? row).verdict}
          reports={letter?.reports ?? []}
          files={letter?.files ?? []}
          problem={(letter ?? row).checkProblem}
          recheck={remedied.recheck}
          actions={remedied.actions}
        />
      )}
      {letter === null ? null : <MadeSignatures subject={{ letterId: letter.letterId }} files={letter.files} />}
      <CardForm draft={draft} suggestions={row?.suggestions ?? null} choices={choices} office={office} onRegistered={(card) => useDrafts.getState().done(draft.key, card)} />
    </div>
  );
}

/** Where what is registered comes from: an outage's paper, no file, the watched folder, or whoever took it in. */
function originOf(row: WaitingLetter | null, outage: Choices['outages'][number] | undefined, { t, instant }: Words): string {
  if (outage !== undefined) return t('outage.cardOf', { from: instant(outage.from) });
  if (row === null) return t('document.noFiles');
  const time = instant(row.receivedAt);
  return row.receivedBy === '' ? t('folder.received', { time }) : t('registration.letter.received', { time, person: row.receivedBy });
}

function packageOf({ fileName: file, organisation }: NonNullable<Letter['fromPackage']>, { t }: Words): string {
  return organisation === null ? t('registration.letter.fromPackage', { file }) : t('registration.letter.fromPackageOf', { file, organisation });
}

import type { Office } from '#shared/contract/desk.ts';
import type { Letter } from '#shared/contract/intake.ts';
import { useWords } from '../../app/use-text.ts';
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
  readonly letter: Letter | null;
  readonly draft: Draft | null;
  readonly registered: Card | null;
  readonly choices: Choices;
  readonly office: Office;
  readonly entries: Entries;
  readonly onNext: () => void;
  readonly onNewCard: () => void;
}

/** The middle of the room: the letter's signatures and its card, or the number it got. */
export function LetterPane({ letter, draft, registered, choices, office, entries, onNext, onNewCard }: Props) {
  const words = useWords();
  const { t } = words;
  const keepError = useDrafts((drafts) => drafts.keepError);
  const check = useCall((client, letterId: string, options) => client.intake.check({ letterId }, options));
  const addDocument = useAddDocument(letter);
  const remedied = useRemedies(
    letter === null ? null : { letterId: letter.letterId },
    check,
    () => (letter === null ? undefined : void check.run(letter.letterId)),
    addDocument,
    () => undefined,
  );
  if (registered !== null) return <RegisteredNotice card={registered} office={office} left={entries.entries.length} onNext={onNext} onNewCard={onNewCard} />;
  if (draft === null) return <Empty title={t('registration.card.choose')} />;
  const main = letter?.files.find((file) => file.role === 'main') ?? letter?.files[0];

  return (
    <div className={styles['pane']}>
      <header className={styles['head']}>
        <div className={styles['name']}>
          <h2 title={main?.fileName}>{main?.fileName ?? t('registration.letter.unnamed')}</h2>
          <p className="quiet numbers">
            {letter === null ? t('document.noFiles') : letter.receivedBy === '' ? t('folder.received', { time: words.instant(letter.receivedAt) }) : t('registration.letter.received', { time: words.instant(letter.receivedAt), person: letter.receivedBy })}
          </p>
        </div>
        {letter === null ? null : <SignAction subject={{ letterId: letter.letterId }} files={letter.files} />}
        <LetterActions letter={letter} draft={draft} others={entries.entries.flatMap((entry) => (entry.letter === null || entry.letter === letter ? [] : [entry.letter]))} />
      </header>
      {keepError === null ? null : (
        <>
          <p role="alert">{t('registration.notKept')}</p>
          <ErrorNote error={keepError} />
        </>
      )}
      {letter === null || letter.sameFileAs.length === 0 ? null : <DuplicateNote cards={letter.sameFileAs} />}
      {letter === null ? null : (
        <SignaturePanel
          verdict={letter.verdict}
          reports={letter.reports}
          problem={letter.checkProblem}
          recheck={remedied.recheck}
          actions={remedied.actions}
        />
      )}
      {letter === null ? null : <MadeSignatures subject={{ letterId: letter.letterId }} files={letter.files} />}
      <CardForm draft={draft} suggestions={letter?.suggestions ?? null} choices={choices} office={office} onRegistered={(card) => useDrafts.getState().done(draft.key, card)} />
    </div>
  );
}

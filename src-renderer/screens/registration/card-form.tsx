import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useDebouncedValue } from '@mantine/hooks';
import { type FormEvent, type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { Office } from '#shared/contract/desk.ts';
import type { Letter } from '#shared/contract/intake.ts';
import type { Requisites } from '#shared/domain/registration-card.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import type { Choices } from '../../app/use-choices.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { type Card, type Draft, forContract, useDrafts } from '../../state/drafts.ts';
import { usePreferences } from '../../state/preferences.ts';
import { CardFields } from './card-fields.tsx';
import styles from './card-form.module.css';
import { type CardProblem, cardProblems, caseIsMissing, numberPreview, problemsOfError } from './card-rules.ts';
import { DraftExecutionFields, withoutEmptyRows } from './draft-execution-fields.tsx';
import { focusField, focusNextField } from './field-focus.ts';
import { JournalFields } from './journal-fields.tsx';
import { ProblemList } from './problem-list.tsx';
import { RegistrationError } from './registration-error.tsx';
import { SimilarNote } from './similar-note.tsx';
import { requisiteText } from '../documents/requisite-value.ts';
import { offersOfEarlier, suggestionsFor } from './suggestions.ts';

interface Props {
  readonly draft: Draft;
  readonly suggestions: Letter['suggestions'] | null;
  readonly choices: Choices;
  readonly office: Office;
  readonly onRegistered: (card: Card) => void;
}

/** The registration card: mandatory requisites first, Enter moves on, Ctrl+Enter registers. */
export function CardForm({ draft, suggestions, choices, office, onRegistered }: Props) {
  const words = useWords();
  const { t } = words;
  const form = useRef<HTMLFormElement>(null);
  const { requisites } = draft;
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<readonly CardProblem[]>([]);
  const context = useMemo(() => ({ choices, office }), [choices, office]);
  const register = useCall((client, wanted: Draft, options) =>
    client.registration.register(
      { requestId: wanted.requestId, letterId: wanted.letterId, requisites: forContract(wanted.requisites), knownSimilar: [...wanted.knownSimilar], equalTo: wanted.equalTo, clockConfirmed: wanted.clockConfirmed, signedDraft: withoutEmptyRows(wanted.signedDraft) },
      options,
    ),
  );
  const problems = tried ? [...cardProblems(requisites, context), ...refused] : [];
  const [asked] = useDebouncedValue((requisites.correspondent ?? '').trim(), 250);
  const earlier = useAsk(asked === '' || requisites.direction === 'internal' ? null : `earlier:${requisites.direction}:${asked}`, (client, options) =>
    client.registration.earlier({ direction: requisites.direction, correspondent: asked }, options),
  );
  const offered = { ...offersOfEarlier(requisites, earlier.value, (name, value) => requisiteText(name, value, choices, words)), ...suggestionsFor(requisites, suggestions) };
  const preview = numberPreview(requisites, context);

  function change(changes: Partial<Requisites>): void {
    useDrafts.getState().change(draft.key, changes);
    setRefused((before) => before.filter((problem) => !(problem.name in changes)));
  }

  function submit(): void {
    if (register.running) return;
    // The store, not the last drawing: a key may be pressed before the page has drawn the last letter.
    const current = useDrafts.getState().drafts[draft.key] ?? draft;
    const found = cardProblems(current.requisites, context);
    setTried(true);
    if (found.length > 0) return focusField(form.current, found[0]?.name);
    void register.run(current).then((card) => {
      // The desk asks whether it is the same letter: the hand is led to the answer.
      if (card === null) return form.current?.querySelector<HTMLElement>('[data-similar] button[data-answer]')?.focus();
      usePreferences.getState().setJournalInHand(card.journalId);
      onRegistered(card);
    });
  }

  const shownError = register.error;
  const [seenError, setSeenError] = useState(shownError);
  if (shownError !== seenError) {
    setSeenError(shownError);
    if (shownError !== null) setRefused(problemsOfError(shownError));
  }

  /** The question is answered: the refusal that asked it goes, and one key registers. */
  function answered(): void {
    if (register.error?.message === 'error.similarRegistered') register.clear();
    form.current?.querySelector<HTMLElement>('[data-register]')?.focus();
  }

  function confirmClock(): void {
    useDrafts.getState().decide(draft.key, { clockConfirmed: true });
    register.clear();
    submit();
  }

  function sameAsPrevious(): void {
    const { previous } = useDrafts.getState();
    if (previous === null) return toastsFor(words).tell(t('registration.card.noPrevious'));
    const { direction, journalId, kindId, correspondent, correspondentId, addressee, author, caseId, unitId, language, medium, delivery } = previous;
    // What lies on the table is not what came before it: an incoming paper stays a paper after an electronic letter, and with it how it was delivered.
    const keepsMedium = draft.letterId !== null || direction === 'incoming';
    const sameMedium = !keepsMedium || medium === requisites.medium;
    change({ direction, journalId, kindId, correspondent, correspondentId, addressee, author, caseId, unitId, language, ...(sameMedium ? { medium, delivery } : {}) });
    focusField(form.current, 'correspondentNumber');
  }

  useScreenShortcuts([
    { id: 'main', keys: ['Ctrl+Enter'], label: 'shortcut.main', group: 'card', run: submit },
    { id: 'enter', keys: ['Enter'], label: 'shortcut.enter', group: 'card', run: () => undefined, listens: false },
    { id: 'same', keys: ['Ctrl+Shift+D'], label: 'shortcut.sameAsPrevious', group: 'card', run: sameAsPrevious },
  ]);

  function moveOn(event: KeyboardEvent<HTMLFormElement>): void {
    if (event.key !== 'Enter' || event.defaultPrevented || event.ctrlKey || event.altKey || event.shiftKey) return;
    const field = event.target instanceof HTMLElement ? event.target.dataset['field'] : undefined;
    if (field === undefined) return;
    event.preventDefault();
    const offer = offered[field];
    if (offer !== undefined) change(offer.changes);
    focusNextField(form.current, field);
  }

  return (
    <form
      ref={form}
      className={styles['card']}
      data-card
      aria-label={t('registration.card.title')}
      autoComplete="off"
      noValidate
      onKeyDown={moveOn}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit();
      }}
    >
      {problems.length === 0 ? null : <ProblemList problems={problems} requisites={requisites} onChoose={(name) => focusField(form.current, name)} />}
      {shownError === null || refused.length > 0 ? null : <RegistrationError error={shownError} />}
      {shownError?.message === 'error.clockBehind' || shownError?.message === 'error.clockAhead' ? (
        <Button variant="default" onClick={confirmClock}>
          {t('registration.clock.confirm')}
        </Button>
      ) : null}
      <SimilarNote draft={draft} onAnswered={answered} />
      <JournalFields requisites={requisites} choices={choices} problems={problems} onChange={change} />
      {draft.signedDraft === null ? null : <DraftExecutionFields draftKey={draft.key} routeId={draft.signedDraft.routeId} wish={draft.signedDraft.execution} equalTo={draft.equalTo} />}
      <CardFields requisites={requisites} context={context} problems={problems} offered={offered} onChange={change} />
      <footer className={styles['foot']}>
        <div className={styles['number']}>
          <span className="quiet">{t('registration.card.nextNumber')}</span>
          <strong className="numbers" title={t('registration.card.numberHint')}>
            {preview === null ? <span className="quiet">{t(caseIsMissing(requisites, context) ? 'registration.card.numberLater' : 'registration.card.numberHint')}</span> : `№ ${preview}`}
          </strong>
        </div>
        <Button variant="default" leftSection={<IconCopy size={16} aria-hidden />} onClick={sameAsPrevious} title={`${t('registration.card.sameAsPrevious')} (Ctrl+Shift+D)`} className={styles['same']}>
          {t('registration.card.sameAsPrevious')}
        </Button>
        <Button type="submit" loading={register.running} rightSection={<kbd className={styles['key']}>Ctrl+Enter</kbd>} data-register>
          {t('registration.card.register')}
        </Button>
      </footer>
    </form>
  );
}

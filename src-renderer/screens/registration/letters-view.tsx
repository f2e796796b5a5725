import { useClient } from '../../app/client-context.tsx';
import { useEffect, useRef } from 'react';
import type { Office } from '#shared/contract/desk.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useChoices } from '../../app/use-choices.ts';
import { journalInHandOf } from '../../app/use-journal-in-hand.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { useDrafts } from '../../state/drafts.ts';
import { usePreferences } from '../../state/preferences.ts';
import { receiveStored } from '../../state/uploads.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PaneSwitch } from '../../ui/pane-switch.tsx';
import { Panes } from '../../ui/panes.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { usePanes } from '../../ui/use-panes.ts';
import { Viewer } from '../../ui/viewer/viewer.tsx';
import { IntakeStrip } from './intake-strip.tsx';
import { focusCard, LetterList } from './letter-list.tsx';
import { LetterPane } from './letter-pane.tsx';
import styles from './letters-view.module.css';
import { keepDrafts } from '../../state/keep-drafts.ts';
import { newDraft } from './new-draft.ts';
import { useEntries } from './use-entries.ts';

const PANES = ['list', 'card', 'viewer'] as const;

/** Letters waiting to be registered: list, card, document. */
export function LettersView({ office }: { readonly office: Office }) {
  const words = useWords();
  const { t } = words;
  const client = useClient();
  const list = useRef<HTMLUListElement>(null);
  const letters = useAsk('intake.list', (desk, options) => desk.intake.list({}, options), ['letters']);
  const choices = useChoices();
  const panes = usePanes('registration', PANES);
  const entries = useEntries(letters.value?.letters ?? null);
  const { inHand, registered } = entries;
  const done = inHand === null ? undefined : registered[inHand];
  const draft = useDrafts((state) => (inHand === null ? undefined : state.drafts[inHand]));
  const journalId = usePreferences((preferences) => preferences.journalInHand);
  const restored = useDrafts((state) => state.restored);
  useEffect(() => keepDrafts(client), [client]);
  const handed = useDesk((desk) => desk.handedFiles.length);
  const row = letters.value?.letters.find((one) => one.letterId === inHand) ?? null;
  const open = useAsk(row === null ? null : `intake.get:${row.letterId}`, (desk, options) => desk.intake.get({ letterId: row?.letterId ?? '' }, options), ['letters']);
  const letter = open.value;

  useEffect(() => {
    const journal = choices.value === null ? null : journalInHandOf(choices.value.journals, journalId);
    if (!restored || row === null || choices.value === null || journal === null) return;
    useDrafts.getState().begin(newDraft({ key: row.letterId, letterId: row.letterId, journal, choices: choices.value, office }));
  }, [row, choices.value, journalId, office, restored]);

  useEffect(() => {
    if (handed === 0) return;
    void receiveStored(client, useDesk.getState().takeHandedFiles()).then(({ letterIds, error }) => {
      if (error !== null) toastsFor(words).fail(words.error(error));
      else useDrafts.getState().take(letterIds[0] ?? null);
    });
  }, [handed, client, words]);

  // Whoever moves on types in the next card at once; the old card took the focus along when it went.
  const wantsCard = useRef(false);
  useEffect(() => {
    if (!wantsCard.current || draft === undefined) return;
    wantsCard.current = false;
    focusCard();
  }, [draft]);

  function moveOn(by: 1 | -1): void {
    const focused = document.activeElement;
    wantsCard.current = focused === null || focused === document.body || focused.closest('[data-card], [data-registered]') !== null;
    entries.move(by);
  }

  function newCard(): void {
    const journal = choices.value === null ? null : journalInHandOf(choices.value.journals, journalId);
    if (choices.value === null || journal === null) return;
    const key = crypto.randomUUID();
    wantsCard.current = true;
    useDrafts.getState().begin(newDraft({ key, letterId: null, journal, choices: choices.value, office }));
    useDrafts.getState().take(key);
  }

  useScreenShortcuts([
    { id: 'newLetter', keys: ['Alt+N', 'Ctrl+N'], label: 'shortcut.newLetter', group: 'screen', run: newCard },
    { id: 'next', keys: ['Alt+→'], label: 'shortcut.next', group: 'screen', run: () => moveOn(1) },
    { id: 'previous', keys: ['Alt+←'], label: 'shortcut.previous', group: 'screen', run: () => moveOn(-1) },
    { id: 'down', keys: ['J', '↓'], label: 'shortcut.down', group: 'list', run: () => entries.move(1) },
    { id: 'up', keys: ['K', '↑'], label: 'shortcut.up', group: 'list', run: () => entries.move(-1) },
    { id: 'open', keys: ['Enter'], label: 'shortcut.open', group: 'list', run: () => (done === undefined ? focusCard() : moveOn(1)) },
    { id: 'preview', keys: ['Space'], label: 'shortcut.preview', group: 'list', run: () => panes.toggle('viewer') },
  ]);

  if (letters.error !== null && letters.value === null) return <div className="padded"><ErrorNote error={letters.error} again={letters.again} /></div>;
  if (choices.error !== null && choices.value === null) return <div className="padded"><ErrorNote error={choices.error} again={choices.again} /></div>;
  if (letters.value === null || choices.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;

  return (
    <div className={styles['view']}>
      <div className={styles['strip']}>
        <IntakeStrip onNewCard={newCard} />
        <PaneSwitch panes={PANES} state={panes} />
      </div>
      <div className={styles['parts']}>
        <Panes
          room="registration"
          closed={panes.closed}
          panes={[
            { id: 'list', size: 24, least: 16, content: <LetterList listRef={list} entries={entries} /> },
            {
              id: 'card',
              size: 42,
              least: 28,
              content:
                choices.value.journals.length === 0 ? (
                  <Empty title={t('registration.card.noJournal')} />
                ) : (
                  <LetterPane key={inHand ?? 'none'} row={row} letter={open} draft={draft ?? null} registered={done ?? null} choices={choices.value} office={office} entries={entries} onNext={() => moveOn(1)} onNewCard={newCard} />
                ),
            },
            { id: 'viewer', size: 34, least: 20, content: open.loading ? <SlowLoading label={t('common.loading')} lines={8} /> : <Viewer files={letter?.files ?? done?.files ?? draft?.signedFiles ?? []} /> },
          ]}
        />
      </div>
    </div>
  );
}

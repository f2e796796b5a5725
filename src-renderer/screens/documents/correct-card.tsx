import { Button, Group, Stack, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import type { Office } from '#shared/contract/desk.ts';
import type { Card } from '#shared/contract/registration.ts';
import { correctionNeedsReason, opensAccess } from '#shared/domain/card-corrections.ts';
import { requisitesOf } from '#shared/domain/registration-card.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import type { Choices } from '../../app/use-choices.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { forContract } from '../../state/drafts.ts';
import { useCorrections } from '../../state/corrections.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { CardFields } from '../registration/card-fields.tsx';
import formStyles from '../registration/card-form.module.css';
import { cardProblems, problemsOfError } from '../registration/card-rules.ts';
import { focusField, focusFirstField, focusNextField } from '../registration/field-focus.ts';
import { JournalFields } from '../registration/journal-fields.tsx';
import { ProblemList } from '../registration/problem-list.tsx';

type Changes = MethodInput<'registration.correct'>['changes'];

interface Props {
  readonly card: Card;
  readonly version: string;
  readonly choices: Choices;
  readonly office: Office;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

const NO_OFFERS = {};

/** Corrects a registered card, with a reason (CARD-14). What is typed survives leaving the page. */
export function CorrectCard({ card, version, choices, office, onClose, onChanged }: Props) {
  const words = useWords();
  const { t } = words;
  const form = useRef<HTMLFormElement>(null);
  const before = useMemo(() => requisitesOf(card), [card]);
  const kept = useCorrections((state) => state.corrections[card.documentId]);
  const write = useCorrections((state) => state.write);
  const drop = useCorrections((state) => state.drop);
  const changes = kept?.changes ?? NO_OFFERS;
  const reason = kept?.reason ?? '';
  const requisites = { ...before, ...changes };
  const accountId = useDesk((desk) => desk.person?.accountId ?? '');
  const [openedAt] = useState(() => Date.now());
  const needsReason = opensAccess(card, requisites) || correctionNeedsReason(card, accountId, openedAt);
  const [tried, setTried] = useState(false);
  const context = useMemo(() => ({ choices, office }), [choices, office]);
  const correct = useCall((client, wanted: { changes: Changes; reason: string | null }, options) => client.registration.correct({ documentId: card.documentId, basedOn: version, ...wanted }, options));
  useEffect(() => focusFirstField(form.current), []);
  const refused = correct.error === null ? [] : problemsOfError(correct.error);
  const problems = tried ? [...cardProblems(requisites, context), ...refused] : [];

  function submit(): void {
    setTried(true);
    const found = cardProblems(requisites, context);
    if (found.length > 0) return focusField(form.current, found[0]?.name);
    const old = forContract(before);
    const { direction: _direction, journalId: _journalId, ...now } = forContract(requisites);
    const changed: Changes = Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== old[name as keyof typeof old]));
    if (Object.keys(changed).length === 0) return toastsFor(words).tell(t('document.correct.nothing'));
    if (needsReason && reason.trim() === '') return focusField(form.current, 'reason');
    void correct.run({ changes: changed, reason: reason.trim() === '' ? null : reason }).then((done) => {
      if (done === null) return;
      drop(card.documentId);
      toastsFor(words).done(t('document.correct.done'));
      onChanged();
      onClose();
    });
  }
  useScreenShortcuts([{ id: 'main', keys: ['Ctrl+Enter'], label: 'document.correct.save', group: 'card', run: submit }]);

  function moveOn(event: KeyboardEvent<HTMLFormElement>): void {
    const field = event.target instanceof HTMLElement ? event.target.dataset['field'] : undefined;
    if (event.key !== 'Enter' || event.defaultPrevented || event.ctrlKey || event.shiftKey || field === undefined) return;
    event.preventDefault();
    focusNextField(form.current, field);
  }

  return (
    <form
      ref={form}
      className={formStyles['card']}
      autoComplete="off"
      noValidate
      onKeyDown={moveOn}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit();
      }}
    >
      <p className="quiet">{t('document.correct.hint')}</p>
      {problems.length === 0 ? null : <ProblemList problems={problems} requisites={requisites} onChoose={(name) => focusField(form.current, name)} />}
      {correct.error === null || refused.length > 0 ? null : <ErrorNote error={correct.error} />}
      <JournalFields requisites={requisites} choices={choices} problems={problems} withJournal={false} onChange={(next) => write(card.documentId, { changes: { ...changes, ...next }, reason })} />
      <CardFields requisites={requisites} context={context} problems={problems} offered={NO_OFFERS} onChange={(next) => write(card.documentId, { changes: { ...changes, ...next }, reason })} />
      <Stack gap="sm">
        <Textarea
          data-field="reason"
          label={t('common.reason')}
          required={needsReason}
          description={needsReason ? null : t('document.correct.slip')}
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => write(card.documentId, { changes, reason: event.currentTarget.value })}
          error={tried && needsReason && reason.trim() === '' ? t('common.reasonNeeded') : null}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" data-register loading={correct.running}>
            {t('document.correct.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

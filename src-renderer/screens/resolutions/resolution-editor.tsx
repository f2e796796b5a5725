import { ActionIcon, Button, Checkbox, Group, MultiSelect, NativeSelect, Select, Textarea } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type FormEvent, type KeyboardEvent, useMemo, useState } from 'react';
import type { ResolutionCandidate, ResolutionOfDocument, ResolutionPlace } from '#shared/contract/resolutions.ts';
import { EXECUTOR_ROLES, type ExecutorRole } from '#shared/domain/resolutions.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { DayField } from '../../ui/fields/day-field.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { FaultList } from './fault-list.tsx';
import styles from './resolutions.module.css';

interface Props {
  readonly documentId: string;
  readonly place: ResolutionPlace;
  /** The resolution whose place it takes; null: none stands there. */
  readonly standing: ResolutionOfDocument | null;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

interface Executor {
  readonly key: string;
  readonly personId: string | null;
  readonly role: ExecutorRole;
  readonly dueOn: string | null;
}

const isDay = (text: string | null): boolean => text === null || /^\d{4}-\d{2}-\d{2}$/.test(text);

/** Writing a resolution: text, executors with one main among them, days, units, controller (RES-01, RES-02, RES-09). */
export function ResolutionEditor({ documentId, place, standing, onDone, onCancel }: Props) {
  const words = useWords();
  const { t } = words;
  const [authorPersonId, setAuthor] = useState(place.authorPersonId);
  const [text, setText] = useState(standing?.text ?? '');
  const [dueOn, setDueOn] = useState<string | null>(standing?.dueOn ?? null);
  const [urgent, setUrgent] = useState(standing?.urgent ?? false);
  const [executors, setExecutors] = useState<readonly Executor[]>(() => firstExecutors(standing));
  const [chosenUnits, setChosenUnits] = useState<readonly string[]>(() => standing?.units.map(({ unitId }) => unitId) ?? []);
  const [controllerPersonId, setController] = useState<string | null>(null);
  const [onPaperOn, setOnPaperOn] = useState<string | null>(place.as === 'paper' ? words.todayDay() : null);
  const [confirmed, setConfirmed] = useState(false);
  // The same press twice is one resolution.
  const [resolutionId] = useState(() => crypto.randomUUID());
  const answer = useAsk(`resolutions.candidates:${documentId}:${place.sourceId}:${authorPersonId}`, (client, options) => client.resolutions.candidates({ documentId, source: place.source, sourceId: place.sourceId, authorPersonId }, options), ['directories']);
  const people = useMemo(() => new Map((answer.value?.people ?? []).map((one) => [one.personId, one])), [answer.value]);
  // RES-02: the unit of every executor takes part, whatever else is chosen.
  const units = new Set([...chosenUnits, ...executors.flatMap(({ personId, role }) => (role === 'information' || personId === null ? [] : [people.get(personId)?.unitId ?? null])).filter((unitId) => unitId !== null)]);
  const issue = useCall((client, _: null, options) =>
    client.resolutions.issue(
      {
        resolutionId,
        documentId,
        source: place.source,
        sourceId: place.sourceId,
        authorPersonId,
        text,
        executors: executors.flatMap(({ personId, role, dueOn: own }) => (personId === null ? [] : [{ personId, role, dueOn: own }])),
        unitIds: [...units],
        dueOn,
        onPaperOn,
        supersedes: standing?.resolutionId ?? null,
        urgent,
        controllerPersonId,
        exceptionsConfirmed: confirmed,
      },
      options,
    ),
  );
  const exceptions = executors.flatMap(({ personId, role }) => (personId !== null && role !== 'information' && people.get(personId)?.fit === 'exception' ? [people.get(personId)?.name ?? ''] : []));
  const daysWritten = isDay(dueOn) && isDay(onPaperOn) && executors.every((one) => isDay(one.dueOn));

  if (answer.error !== null && answer.value === null) return <ErrorNote error={answer.error} again={answer.again} />;
  if (answer.value === null) return <SlowLoading label={t('common.loading')} lines={5} />;
  const { today, higherDueOn, defaultDueOn } = answer.value;

  function submit(event: FormEvent | KeyboardEvent): void {
    event.preventDefault();
    if (!daysWritten || issue.running) return;
    void issue.run(null).then((done) => {
      if (done === null) return;
      toastsFor(words).done(t('resolution.laid'));
      onDone();
    });
  }
  const change = (key: string, changes: Partial<Executor>): void => setExecutors(executors.map((one) => (one.key === key ? { ...one, ...changes } : one)));

  return (
    <form
      className={styles['editor']}
      noValidate
      aria-label={t('resolution.lay')}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey) submit(event);
      }}
    >
      {place.as === 'order' ? <Select label={t('resolution.author')} searchable data={peopleChoices(answer.value.people)} value={authorPersonId === '' ? null : authorPersonId} onChange={(value) => setAuthor(value ?? '')} /> : <p className="quiet">{place.as === 'own' ? place.authorName : t(place.as === 'paper' ? 'resolution.enterPaper' : 'resolution.layFor', { name: place.authorName })}</p>}
      {place.as === 'paper' ? <DayField label={t('resolution.onPaperOn')} value={onPaperOn} today={today} latest={today} error={isDay(onPaperOn) ? null : t('requisite.invalid.notACalendarDay')} onDay={setOnPaperOn} w={200} /> : null}
      <Textarea data-autofocus autoFocus label={t('resolution.text')} autosize minRows={2} maxLength={4000} value={text} onChange={(event) => setText(event.currentTarget.value)} />
      <fieldset className={styles['executors']}>
        <legend>{t('resolution.executors')}</legend>
        {executors.map((one) => (
          <div key={one.key} className={styles['executor']}>
            <Select
              aria-label={t('resolution.executor')}
              placeholder={t('resolution.executor')}
              searchable
              nothingFoundMessage={t('palette.nothing')}
              data={grouped(answer.value?.people ?? [], one.role)}
              value={one.personId}
              onChange={(personId) => change(one.key, { personId })}
            />
            <NativeSelect aria-label={t('resolution.roleOf')} value={one.role} data={EXECUTOR_ROLES.map((role) => ({ value: role, label: t(`resolution.role.${role}`) }))} onChange={(event) => change(one.key, { role: EXECUTOR_ROLES.find((role) => role === event.currentTarget.value) ?? 'co' })} />
            {one.role === 'information' ? <span /> : <DayField aria-label={t('resolution.ownDue')} title={t('resolution.ownDue')} value={one.dueOn} today={today} error={isDay(one.dueOn) ? null : t('requisite.invalid.notACalendarDay')} onDay={(day) => change(one.key, { dueOn: day })} />}
            <ActionIcon aria-label={t('resolution.removeExecutor', { name: one.personId === null ? t('resolution.executor') : (people.get(one.personId)?.name ?? '') })} disabled={executors.length === 1} onClick={() => setExecutors(executors.filter(({ key }) => key !== one.key))}>
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
        ))}
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} style={{ justifySelf: 'start' }} onClick={() => setExecutors([...executors, newExecutor('co')])}>
          {t('resolution.addExecutor')}
        </Button>
      </fieldset>
      <Group gap="sm" align="start">
        <DayField label={t('resolution.dueOn')} description={higherDueOn === null ? t('resolution.dueDefault', { day: words.day(defaultDueOn) }) : t('resolution.dueHigher', { day: words.day(higherDueOn) })} value={dueOn} today={today} error={isDay(dueOn) ? null : t('requisite.invalid.notACalendarDay')} onDay={setDueOn} w={260} />
        <Select label={t('resolution.controller')} placeholder={t('resolution.noController')} w={280} searchable clearable nothingFoundMessage={t('palette.nothing')} data={peopleChoices(answer.value.people)} value={controllerPersonId} onChange={setController} />
      </Group>
      <MultiSelect label={t('resolution.units')} searchable clearable nothingFoundMessage={t('palette.nothing')} data={answer.value.units.map(({ unitId, name }) => ({ value: unitId, label: name }))} value={[...units]} onChange={setChosenUnits} />
      <Checkbox label={t('resolution.urgent')} checked={urgent} onChange={(event) => setUrgent(event.currentTarget.checked)} />
      {exceptions.length === 0 ? null : <Checkbox label={t('resolution.confirmExceptions', { names: exceptions.join('; ') })} checked={confirmed} onChange={(event) => setConfirmed(event.currentTarget.checked)} />}
      {issue.error === null ? null : issue.error.issues.length > 0 ? <FaultList error={issue.error} nameOf={(personId) => people.get(personId)?.name ?? null} /> : <ErrorNote error={issue.error} />}
      <Group gap="xs">
        <Button type="submit" loading={issue.running} disabled={!daysWritten} rightSection={<kbd className={styles['key']}>Ctrl+Enter</kbd>}>
          {t(standing === null ? 'resolution.lay' : 'resolution.replace')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </Group>
    </form>
  );

  function grouped(candidates: readonly ResolutionCandidate[], role: ExecutorRole) {
    // Whoever only gets to know may be anybody.
    if (role === 'information' || place.as === 'order') return peopleChoices(candidates);
    return (['proper', 'exception'] as const).map((fit) => ({ group: t(`resolution.group.${fit}`), items: peopleChoices(candidates.filter((one) => one.fit === fit)) })).filter(({ items }) => items.length > 0);
  }
}

function peopleChoices(people: readonly ResolutionCandidate[]) {
  return people.map(({ personId, name, position, unitName }) => ({ value: personId, label: [name, position, unitName ?? ''].filter((part) => part !== '').join(', ') }));
}

function newExecutor(role: ExecutorRole): Executor {
  return { key: crypto.randomUUID(), personId: null, role, dueOn: null };
}

function firstExecutors(standing: ResolutionOfDocument | null): readonly Executor[] {
  const kept = standing?.assignments.filter(({ state }) => state !== 'withdrawn').map(({ personId, role, dueOn, dueGround }) => ({ key: crypto.randomUUID(), personId, role, dueOn: dueGround === 'executor' ? dueOn : null })) ?? [];
  return kept.length === 0 ? [newExecutor('main')] : kept;
}

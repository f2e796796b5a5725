import { Button, Checkbox, Group, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import { DEFAULT_ACCESS, PLAIN_KIND, SIGNATURE_KINDS } from '#shared/domain/document-kinds.ts';
import { DIRECTIONS } from '#shared/domain/registration-card.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import type { Choices, Kind } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import { DayField } from '../../ui/fields/day-field.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import own from './directories.module.css';
import { issueAt } from './issues.ts';
import { KindMedia } from './kind-media.tsx';
import { KindRequisites } from './kind-requisites.tsx';
import { NameFields } from './name-fields.tsx';

type Record = MethodInput<'directories.defineKind'>['kind'];

interface Props {
  /** Null: a new kind. */
  readonly kind: Kind | null;
  readonly choices: Choices;
  readonly readOnly: boolean;
  readonly onSaved: (kindId: string) => void;
}

const BLANK: Record = { ...PLAIN_KIND, additional: [], media: [], kindId: null, directions: ['incoming'], names: {}, letter: '', mandatory: ['subject'] };
const PARTIES = ['employee', 'employer'] as const;

/** One kind: where it is registered, what its card must say, in which form it exists. */
export function KindEditor({ kind, choices, readOnly, onSaved }: Props) {
  const words = useWords();
  const { t } = words;
  const [record, setRecord] = useState<Record>(kind ?? BLANK);
  const [basisOrder, setBasisOrder] = useState('');
  const save = useCall((client, given: MethodInput<'directories.defineKind'>, options) => client.directories.defineKind(given, options));
  const set = (changes: Partial<Record>): void => setRecord((before) => ({ ...before, ...changes }));
  const at = (path: string): string | undefined => issueAt(save.error, path, words);
  const journals = choices.journals.filter(({ direction, closed, journalId }) => record.directions.includes(direction) && (!closed || journalId === record.journalId));
  const today = words.todayDay();

  function setSignature(party: (typeof PARTIES)[number], value: string): void {
    const chosen = SIGNATURE_KINDS.find((one) => one === value) ?? null;
    const signatures = { employee: record.signatures?.employee ?? null, employer: record.signatures?.employer ?? null, [party]: chosen };
    set({ signatures: signatures.employee === null && signatures.employer === null ? null : signatures });
  }

  return (
    <form
      noValidate
      autoComplete="off"
      aria-label={kind === null ? t('kinds.new') : words.named(kind.names)}
      onSubmit={(event) => {
        event.preventDefault();
        void save.run({ kind: record, basisOrder }).then((saved) => {
          if (saved === null) return;
          toastsFor(words).done(t('kinds.saved', { name: words.named(saved.names) }));
          setRecord(saved);
          setBasisOrder('');
          onSaved(saved.kindId);
        });
      }}
    >
      <fieldset className={own['editor']} disabled={readOnly}>
        {save.error === null ? null : <ErrorNote error={save.error} />}
        <NameFields names={record.names} error={at('kind.names')} onNames={(names) => set({ names })} />
        <Checkbox.Group label={t('kinds.directions')} required value={record.directions} error={at('kind.directions')} onChange={(chosen) => set({ directions: DIRECTIONS.filter((one) => chosen.includes(one)) })}>
          <Group gap="md" mt={4}>
            {DIRECTIONS.map((one) => (
              <Checkbox key={one} value={one} label={t(`direction.${one}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <div className={own['twins']}>
          <TextInput label={t('kinds.letter')} maxLength={12} value={record.letter} error={at('kind.letter')} onChange={(event) => set({ letter: event.currentTarget.value })} />
          <NativeSelect
            label={t('kinds.journal')}
            value={record.journalId ?? ''}
            error={at('kind.journalId')}
            data={[{ value: '', label: t('kinds.firstJournal') }, ...journals.map((one) => ({ value: one.journalId, label: words.named(one.names) }))]}
            onChange={(event) => set({ journalId: event.currentTarget.value === '' ? null : event.currentTarget.value })}
          />
          <TextInput label={t('kinds.retention')} maxLength={60} value={record.retentionArticle ?? ''} onChange={(event) => set({ retentionArticle: event.currentTarget.value === '' ? null : event.currentTarget.value })} />
          <NativeSelect label={t('journals.access')} value={record.access} data={DEFAULT_ACCESS.map((one) => ({ value: one, label: t(`journals.access.${one}`) }))} onChange={(event) => set({ access: DEFAULT_ACCESS.find((one) => one === event.currentTarget.value) ?? record.access })} />
          {PARTIES.map((party) => (
            <NativeSelect
              key={party}
              label={t(`kinds.signature.${party}`)}
              value={record.signatures?.[party] ?? ''}
              data={[{ value: '', label: t('directory.none') }, ...SIGNATURE_KINDS.map((one) => ({ value: one, label: t(`kinds.signature.${one}`) }))]}
              onChange={(event) => setSignature(party, event.currentTarget.value)}
            />
          ))}
          <DayField label={t('kinds.allowedFrom')} value={record.allowedFrom} today={today} error={at('kind.allowedFrom')} onDay={(allowedFrom) => set({ allowedFrom })} />
          <DayField label={t('kinds.allowedUntil')} value={record.allowedUntil} today={today} error={at('kind.allowedUntil')} onDay={(allowedUntil) => set({ allowedUntil })} />
        </div>
        <KindRequisites mandatory={record.mandatory} additional={record.additional} error={at('kind.mandatory')} onChange={set} />
        <KindMedia media={record.media} error={at('kind.media')} onMedia={(media) => set({ media })} />
        <Checkbox label={t('kinds.transitional')} checked={record.transitional} onChange={(event) => set({ transitional: event.currentTarget.checked })} />
        {readOnly ? null : (
          <>
            <TextInput
              label={t('kinds.order')}
              description={kind === null || kind.basisOrder === null ? null : t('kinds.orderLast', { order: kind.basisOrder })}
              required
              maxLength={300}
              value={basisOrder}
              error={at('basisOrder')}
              onChange={(event) => setBasisOrder(event.currentTarget.value)}
            />
            <Group justify="flex-end">
              <Button type="submit" loading={save.running}>
                {t('common.save')}
              </Button>
            </Group>
          </>
        )}
      </fieldset>
    </form>
  );
}

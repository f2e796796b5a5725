import { Checkbox, Modal, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { MethodInput, MethodOutput } from '#shared/contract/index.ts';
import type { InventoryVolume } from '#shared/contract/inventories.ts';
import type { InventoryType } from '#shared/domain/archive-inventories.ts';
import { toastsFor } from '../../../app/toasts.tsx';
import { useAsk } from '../../../app/use-ask.ts';
import { useCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { FormFoot } from '../../../ui/form-foot.tsx';
import { usePagedRows } from '../../../ui/paged-rows.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import { WideTable } from '../../../ui/wide-table.tsx';
import { datesText } from './dates-text.ts';
import styles from './inventories.module.css';

export interface ToDrawUp {
  readonly type: InventoryType;
  readonly year: number;
  /** A draft that is written anew; null: a new one. */
  readonly inventoryId: string | null;
}

interface Props {
  readonly subject: ToDrawUp;
  readonly onClose: () => void;
  readonly onDrawnUp: (inventoryId: string) => void;
}

/** The proposal of an inventory: which volumes it enters, how it words them, from which number on. */
export function DrawUpDialog({ subject, onClose, onDrawnUp }: Props) {
  const { t } = useWords();
  const { type, year, inventoryId } = subject;
  const proposal = useAsk(`inventories.proposal:${type}:${year}:${inventoryId ?? ''}`, (client, options) => client.inventories.proposal({ type, year, inventoryId }, options));
  const former = useAsk(inventoryId === null ? null : `inventories.former:${inventoryId}`, (client, options) => client.inventories.get({ inventoryId: inventoryId ?? '' }, options));
  const error = proposal.error ?? former.error;
  const ready = proposal.value !== null && (inventoryId === null || former.value !== null);
  return (
    <Modal opened onClose={onClose} size="90%" title={t('inventory.drawUpOf', { year: String(year), type: t(`inventory.type.${type}`) })} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {error === null ? null : <ErrorNote error={error} />}
      {ready || error !== null ? null : <SlowLoading label={t('common.loading')} lines={6} />}
      {!ready || proposal.value === null ? null : <DrawUpForm subject={subject} proposal={proposal.value} entered={former.value?.entries ?? null} onClose={onClose} onDrawnUp={onDrawnUp} />}
    </Modal>
  );
}

type Proposal = MethodOutput<'inventories.proposal'>;
const keyOf = ({ caseId, volume }: Pick<InventoryVolume, 'caseId' | 'volume'>): string => `${volume}/${caseId}`;

function DrawUpForm({ subject, proposal, entered, onClose, onDrawnUp }: Props & { readonly proposal: Proposal; readonly entered: readonly InventoryVolume[] | null }) {
  const words = useWords();
  const { t } = words;
  // One id for one dialog: pressing twice draws one inventory up.
  const [inventoryId] = useState(() => subject.inventoryId ?? crypto.randomUUID());
  const [number, setNumber] = useState(proposal.number);
  const [title, setTitle] = useState(proposal.title);
  const [firstNumber, setFirstNumber] = useState<number | null>(proposal.firstNumber);
  const [left, setLeft] = useState<ReadonlySet<string>>(() => {
    const there = entered === null ? null : new Set(entered.map(keyOf));
    return new Set(there === null ? [] : proposal.volumes.map(keyOf).filter((key) => !there.has(key)));
  });
  const [worded, setWorded] = useState<ReadonlyMap<string, Pick<InventoryVolume, 'title' | 'note'>>>(() => new Map());
  const call = useCall((client, input: MethodInput<'inventories.drawUp'>, options) => client.inventories.drawUp(input, options));
  const ready = number.trim() !== '' && title.trim() !== '' && firstNumber !== null && left.size < proposal.volumes.length && [...worded.values()].every((one) => one.title.trim() !== '');

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!ready || firstNumber === null) return;
    const { type, year } = subject;
    const wordedAs = proposal.volumes.flatMap(({ caseId, volume, title: before, note: beforeNote }) => {
      const own = worded.get(keyOf({ caseId, volume })) ?? { title: before, note: beforeNote };
      // Of a draft all words are told again: what it said before is not what the cases say.
      return worded.has(keyOf({ caseId, volume })) || entered !== null ? [{ caseId, volume, ...own }] : [];
    });
    void call.run({ inventoryId, type, year, number, title, firstNumber, without: proposal.volumes.filter((one) => left.has(keyOf(one))).map(({ caseId, volume }) => ({ caseId, volume })), worded: wordedAs }).then((made) => {
      if (made === null) return;
      toastsFor(words).done(t('inventory.drawnUp', { number: made.inventory.number }));
      onDrawnUp(inventoryId);
    });
  }

  return (
    <form noValidate autoComplete="off" onSubmit={submit}>
      <Stack gap="sm">
        {call.error === null ? null : <ErrorNote error={call.error} />}
        <div className={styles['head']}>
          <TextInput data-autofocus required label={t('inventory.number')} maxLength={40} value={number} onChange={(event) => setNumber(event.currentTarget.value)} />
          <NumberInput required label={t('inventory.firstNumber')} description={t('inventory.firstNumberHint')} allowDecimal={false} min={1} value={firstNumber ?? ''} onChange={(value) => setFirstNumber(typeof value === 'number' ? value : null)} />
          <Textarea required label={t('inventory.title')} autosize minRows={1} maxLength={500} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
        </div>
        {proposal.volumes.length === 0 ? (
          <p className="quiet">{t('inventory.proposalNone')}</p>
        ) : (
          <ProposedVolumes
            volumes={proposal.volumes}
            left={left}
            worded={worded}
            onToggle={(key) => setLeft((before) => new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key]))}
            onWorded={(key, own) => setWorded((before) => new Map([...before, [key, own]]))}
          />
        )}
        <FormFoot action={t('common.save')} running={call.running} disabled={!ready} onCancel={onClose} />
      </Stack>
    </form>
  );
}

interface VolumesProps {
  readonly volumes: readonly InventoryVolume[];
  readonly left: ReadonlySet<string>;
  readonly worded: ReadonlyMap<string, Pick<InventoryVolume, 'title' | 'note'>>;
  readonly onToggle: (key: string) => void;
  readonly onWorded: (key: string, own: Pick<InventoryVolume, 'title' | 'note'>) => void;
}

function ProposedVolumes({ volumes, left, worded, onToggle, onWorded }: VolumesProps) {
  const { t, day } = useWords();
  const { shown, more } = usePagedRows(volumes);
  return (
    <div className={styles['proposal']}>
      <WideTable label={t('inventory.proposal')}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('inventory.proposal')}</span>
            </th>
            <th scope="col">{t('inventory.index')}</th>
            <th scope="col">{t('inventory.volume')}</th>
            <th scope="col" className={styles['wording']}>
              {t('inventory.caseTitle')}
            </th>
            <th scope="col">{t('inventory.dates')}</th>
            <th scope="col">{t('inventory.sheets')}</th>
            <th scope="col">{t('inventory.note')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((volume) => {
            const key = keyOf(volume);
            const own = worded.get(key) ?? { title: volume.title, note: volume.note };
            const named = { index: volume.index, volume: volume.volume };
            const out = left.has(key);
            return (
              <tr key={key}>
                <td>
                  <Checkbox aria-label={t('inventory.enter', named)} checked={!out} onChange={() => onToggle(key)} />
                </td>
                <td className="numbers">{volume.index}</td>
                <td className="numbers">{volume.volume}</td>
                <td>
                  <Textarea aria-label={t('inventory.titleIn', named)} autosize minRows={1} maxLength={1000} disabled={out} value={own.title} onChange={(event) => onWorded(key, { ...own, title: event.currentTarget.value })} />
                </td>
                <td className="numbers">{datesText(volume, day)}</td>
                <td className="numbers">{volume.sheets ?? '—'}</td>
                <td>
                  <TextInput aria-label={t('inventory.noteIn', named)} maxLength={300} disabled={out} value={own.note} onChange={(event) => onWorded(key, { ...own, note: event.currentTarget.value })} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </WideTable>
      {more}
    </div>
  );
}

import { Button, Checkbox, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { NomenclatureCase, NomenclatureWhole } from '#shared/contract/nomenclature.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { CaseActions } from './case-actions.tsx';
import type { Chosen } from './case-tree.tsx';
import styles from './nomenclature.module.css';

interface Props {
  readonly whole: NomenclatureWhole;
  readonly entry: NomenclatureCase;
  readonly mayAct: boolean;
  readonly onChoose: (chosen: Chosen | null) => void;
  readonly onChanged: () => void;
}

/** A case of a list that may not be changed any more. */
export function CaseFacts({ whole, entry, mayAct, onChoose, onChanged }: Props) {
  const { t } = useWords();
  const section = whole.sections.find(({ sectionId }) => sectionId === entry.sectionId);
  const facts = [
    [t('nomenclature.section'), section === undefined ? '' : `${section.index} ${section.title}`],
    [t('nomenclature.retention'), entry.retentionText],
    [t('nomenclature.medium'), t(`nomenclature.medium.${entry.medium}`)],
    [t('nomenclature.owner'), mayAct ? '' : (entry.owner ?? section?.owner ?? '')],
    [t('nomenclature.note'), entry.note],
    [t('nomenclature.transit'), entry.transit && !mayAct ? t('common.yes') : ''],
  ] as const;
  return (
    <section>
      <h2>{`${entry.index} ${entry.title}`}</h2>
      <CaseActions whole={whole} entry={entry} mayAct={mayAct} mayRemove={false} onChoose={onChoose} onChanged={onChanged} />
      <dl className={styles['totals']}>
        {facts.filter(([, value]) => value !== '').map(([name, value]) => (
          <div key={name}>
            <dt className="quiet">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {mayAct ? <Marks key={`${String(entry.transit)}${entry.owner ?? ''}`} whole={whole} entry={entry} onChanged={onChanged} /> : null}
    </section>
  );
}

/** What may change while the approved text stands: the person responsible, and whether the case passes to the next year. */
function Marks({ whole, entry, onChanged }: Pick<Props, 'whole' | 'entry' | 'onChanged'>) {
  const words = useWords();
  const { t } = words;
  const [owner, setOwner] = useState(entry.owner ?? '');
  const [transit, setTransit] = useState(entry.transit);
  const save = useCall((client, _input: null, options) => client.nomenclature.markCase({ nomenclatureId: whole.nomenclature.nomenclatureId, caseId: entry.caseId, transit, owner: owner.trim() === '' ? null : owner }, options));

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if ((await save.run(null)) === null) return;
    toastsFor(words).done(t('nomenclature.changedNotice'));
    onChanged();
  }

  return (
    <form className={styles['form']} data-nomenclature-form onSubmit={(event) => void submit(event)} noValidate>
      <TextInput label={t('nomenclature.owner')} maxLength={200} value={owner} onChange={(event) => setOwner(event.currentTarget.value)} autoComplete="off" />
      <Checkbox label={t('nomenclature.transit')} checked={transit} onChange={(event) => setTransit(event.currentTarget.checked)} />
      {save.error === null ? null : <ErrorNote error={save.error} />}
      <div>
        <Button type="submit" variant="default" loading={save.running} disabled={transit === entry.transit && owner === (entry.owner ?? '')}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

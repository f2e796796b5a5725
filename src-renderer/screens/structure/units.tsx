import { Button, Modal, NativeSelect, Select, Stack, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { MethodInput, MethodOutput } from '#shared/contract/index.ts';
import type { UnitInTree } from '#shared/contract/structure.ts';
import { makesCircle } from '#shared/domain/office-structure.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import styles from '../administration/administration.module.css';
import directories from '../directories/directories.module.css';
import { issueAt } from '../directories/issues.ts';
import { personOptions, unitText } from './names.ts';
import own from './structure.module.css';

type Unit = MethodInput<'directories.defineUnit'>['unit'];
type Overview = MethodOutput<'structure.overview'>;

/** Pixels by which a unit stands in from the one above it. */
const INDENT = 20;

const NEW_UNIT: Unit = { unitId: null, index: '', name: '', parentUnitId: null, headPersonId: null, coordinatorPersonId: null };

/** Structural units as a tree, with the indexes that stand for them, who heads and who coordinates them (ADM-12). */
export function Units({ overview, edits }: { readonly overview: Overview; readonly edits: boolean }) {
  const { t } = useWords();
  const [edited, setEdited] = useState<Unit | null>(null);
  const { units, people } = overview;
  const nameOf = (personId: string | null): string => people.find((person) => person.personId === personId)?.name ?? '';
  return (
    <section className={directories['section']} aria-labelledby="units-title">
      <div className={styles['bar']}>
        <h2 id="units-title" className={directories['title']}>
          {t('units.title')}
        </h2>
        {edits ? (
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited(NEW_UNIT)}>
            {t('units.new')}
          </Button>
        ) : null}
      </div>
      {units.length === 0 ? (
        <p className="quiet">{t('structure.units.empty')}</p>
      ) : (
        <WideTable label={t('units.title')}>
          <thead>
            <tr>
              <th scope="col">{t('directory.names')}</th>
              <th scope="col" className={directories['narrow']}>
                {t('units.index')}
              </th>
              <th scope="col">{t('structure.unit.head')}</th>
              <th scope="col">{t('structure.unit.coordinator')}</th>
            </tr>
          </thead>
          <tbody>
            {units.map((unit) => (
              <tr key={unit.unitId}>
                <td>
                  <UnitName unit={unit} parent={units.find(({ unitId }) => unitId === unit.parentUnitId)?.name ?? null} onEdit={edits ? () => setEdited(unit) : null} />
                </td>
                <td>{unit.index}</td>
                <td>{nameOf(unit.headPersonId)}</td>
                <td className={unit.coordinatorPersonId === null ? 'quiet' : undefined}>{nameOf(unit.coordinatedBy)}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      <Modal opened={edited !== null} onClose={() => setEdited(null)} title={t(edited === null || edited.unitId === null ? 'units.new' : 'units.edit')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        {edited === null ? null : <UnitForm unit={edited} overview={overview} onClose={() => setEdited(null)} />}
      </Modal>
    </section>
  );
}

interface NameProps {
  readonly unit: UnitInTree;
  /** Name of the unit above; null: none. */
  readonly parent: string | null;
  readonly onEdit: (() => void) | null;
}

/** A name as deep as its unit stands; whoever does not see the indentation hears the unit above. */
function UnitName({ unit, parent, onEdit }: NameProps) {
  const { t } = useWords();
  const spoken = parent === null ? unit.name : `${unit.name}. ${t('structure.unit.parent')}: ${parent}`;
  return (
    <span className={own['unit']} style={{ paddingLeft: unit.depth * INDENT }}>
      {onEdit === null ? (
        unit.name
      ) : (
        <button type="button" className="text-button" aria-label={spoken} onClick={onEdit}>
          {unit.name}
        </button>
      )}
      {unit.inCircle ? (
        <span className={own['warning']}>
          <IconAlertTriangle size={14} aria-hidden /> {t('structure.unit.inCircle')}
        </span>
      ) : null}
    </span>
  );
}

function UnitForm({ unit, overview, onClose }: { readonly unit: Unit; readonly overview: Overview; readonly onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const [record, setRecord] = useState(unit);
  const save = useCall((client, given: Unit, options) => client.directories.defineUnit({ unit: given }, options));
  const people = personOptions(overview.people);
  // Where the unit would stand below itself it is not offered.
  const parents = overview.units.filter(({ unitId }) => unitId !== unit.unitId && (unit.unitId === null || !makesCircle(overview.units, unit.unitId, unitId)));
  const person = (field: 'headPersonId' | 'coordinatorPersonId') => ({
    searchable: true,
    clearable: true,
    clearButtonProps: { 'aria-label': t('common.notChosen') },
    placeholder: t('common.notChosen'),
    nothingFoundMessage: t('palette.nothing'),
    data: people,
    value: record[field] ?? null,
    error: issueAt(save.error, `unit.${field}`, words),
    onChange: (personId: string | null) => setRecord({ ...record, [field]: personId }),
  });
  return (
    <form
      noValidate
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void save.run(record).then((saved) => {
          if (saved === null) return;
          toastsFor(words).done(t('units.saved', { name: saved.name }));
          onClose();
        });
      }}
    >
      <Stack gap="sm">
        {save.error === null ? null : <ErrorNote error={save.error} />}
        <TextInput data-autofocus label={t('units.index')} maxLength={20} value={record.index} error={issueAt(save.error, 'unit.index', words)} onChange={(event) => setRecord({ ...record, index: event.currentTarget.value })} />
        <TextInput label={t('directory.names')} required maxLength={200} value={record.name} error={issueAt(save.error, 'unit.name', words)} onChange={(event) => setRecord({ ...record, name: event.currentTarget.value })} />
        <NativeSelect
          label={t('structure.unit.parent')}
          value={record.parentUnitId ?? ''}
          error={issueAt(save.error, 'unit.parentUnitId', words)}
          onChange={(event) => setRecord({ ...record, parentUnitId: event.currentTarget.value === '' ? null : event.currentTarget.value })}
          data={[{ value: '', label: t('structure.unit.top') }, ...parents.map((one) => ({ value: one.unitId, label: unitText(one) }))]}
        />
        <Select label={t('structure.unit.head')} {...person('headPersonId')} />
        <Select label={t('structure.unit.coordinator')} description={t('structure.unit.coordinatorHint')} {...person('coordinatorPersonId')} />
        <FormFoot action={t('common.save')} running={save.running} disabled={record.name.trim() === ''} onCancel={onClose} />
      </Stack>
    </form>
  );
}

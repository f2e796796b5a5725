import { Button, Modal, Stack, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import type { Choices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import styles from '../administration/administration.module.css';
import own from './directories.module.css';
import { issueAt } from './issues.ts';

type Unit = MethodInput<'directories.defineUnit'>['unit'];

/** Structural units and the indexes that stand for them. */
export function Units({ units, edits }: { readonly units: Choices['units']; readonly edits: boolean }) {
  const { t } = useWords();
  const [edited, setEdited] = useState<Unit | null>(null);
  return (
    <section className={own['section']} aria-labelledby="units-title">
      <div className={styles['bar']}>
        <h2 id="units-title" className={own['title']}>
          {t('units.title')}
        </h2>
        {edits ? (
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited({ unitId: null, index: '', name: '' })}>
            {t('units.new')}
          </Button>
        ) : null}
      </div>
      {units.length === 0 ? null : (
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col" className={own['narrow']}>
                {t('units.index')}
              </th>
              <th scope="col">{t('directory.names')}</th>
            </tr>
          </thead>
          <tbody>
            {units.map((unit) => (
              <tr key={unit.unitId}>
                <td>{unit.index}</td>
                <td>
                  {edits ? (
                    <button type="button" className="text-button" onClick={() => setEdited(unit)}>
                      {unit.name}
                    </button>
                  ) : (
                    unit.name
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Modal opened={edited !== null} onClose={() => setEdited(null)} title={t(edited === null || edited.unitId === null ? 'units.new' : 'units.edit')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        {edited === null ? null : <UnitForm unit={edited} onClose={() => setEdited(null)} />}
      </Modal>
    </section>
  );
}

function UnitForm({ unit, onClose }: { readonly unit: Unit; readonly onClose: () => void }) {
  const words = useWords();
  const { t } = words;
  const [record, setRecord] = useState(unit);
  const save = useCall((client, given: Unit, options) => client.directories.defineUnit({ unit: given }, options));
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
        <FormFoot action={t('common.save')} running={save.running} disabled={record.name.trim() === ''} onCancel={onClose} />
      </Stack>
    </form>
  );
}

import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { NomenclatureCase, NomenclatureWhole } from '#shared/contract/nomenclature.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import type { Chosen } from './case-tree.tsx';

interface Props {
  readonly whole: NomenclatureWhole;
  readonly entry: NomenclatureCase;
  readonly mayAct: boolean;
  readonly mayRemove: boolean;
  readonly onChoose: (chosen: Chosen | null) => void;
  readonly onChanged: () => void;
}

/** What can be done with a case beside changing it: volumes, leaving it out of the next year, taking it off the list. */
export function CaseActions({ whole, entry, mayAct, mayRemove, onChoose, onChanged }: Props) {
  const { t } = useWords();
  const [dialog, setDialog] = useState<'remove' | 'discontinue' | null>(null);
  const of = { nomenclatureId: whole.nomenclature.nomenclatureId, caseId: entry.caseId };
  const volume = useCall((client, _input: null, options) => client.nomenclature.openVolume(of, options));
  const remove = useCall((client, reason: string, options) => client.nomenclature.removeCase({ ...of, reason }, options));
  const discontinue = useCall((client, reason: string, options) => client.nomenclature.discontinueCase({ ...of, reason }, options));
  const call = dialog === 'remove' ? remove : discontinue;

  async function act(reason: string): Promise<void> {
    if ((await call.run(reason)) === null) return;
    if (dialog === 'remove') onChoose(null);
    setDialog(null);
    onChanged();
  }

  return (
    <>
      <p className="quiet numbers">
        {t('nomenclature.documents', { documents: entry.documents, filed: entry.filed })} · {t('nomenclature.volumes')}: {entry.volumes}
        {entry.discontinued ? ` · ${t('nomenclature.discontinued')}` : ''}
        {entry.basis === null ? '' : ` · ${t('nomenclature.basis')}: ${entry.basis}`}
      </p>
      {volume.error === null ? null : <ErrorNote error={volume.error} />}
      <Group gap="xs" my={6}>
        {mayAct && whole.nomenclature.state === 'in-use' ? (
          <Button variant="default" loading={volume.running} onClick={() => void volume.run(null).then((made) => (made === null ? undefined : onChanged()))}>
            {t('nomenclature.openVolume')}
          </Button>
        ) : null}
        {mayAct && !entry.discontinued && !entry.transit ? (
          <Button variant="default" onClick={() => setDialog('discontinue')}>
            {t('nomenclature.discontinue')}
          </Button>
        ) : null}
        {mayRemove && entry.documents === 0 ? (
          <Button variant="default" onClick={() => setDialog('remove')}>
            {t('nomenclature.removeCase')}
          </Button>
        ) : null}
      </Group>
      <ReasonDialog
        opened={dialog !== null}
        title={t(dialog === 'remove' ? 'nomenclature.removeCase' : 'nomenclature.discontinue')}
        explain={t(dialog === 'remove' ? 'nomenclature.removeCaseExplain' : 'nomenclature.discontinueExplain', { index: entry.index })}
        action={t(dialog === 'remove' ? 'nomenclature.removeCase' : 'nomenclature.discontinue')}
        call={call}
        onClose={() => setDialog(null)}
        onReason={(reason) => void act(reason)}
      />
    </>
  );
}

import { Button, Group, Modal, NumberInput, Stack } from '@mantine/core';
import { useState } from 'react';
import type { NomenclatureYear } from '#shared/contract/nomenclature.ts';
import { todayIn } from '../../app/formats.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';

interface Props {
  readonly opened: boolean;
  /** The year that may be copied; null: there is none. */
  readonly from: NomenclatureYear | null;
  readonly onClose: () => void;
  readonly onMade: (nomenclatureId: string) => void;
}

/** Begins another year, from the list that is shown or empty. */
export function NewYear({ opened, from, onClose, onMade }: Props) {
  const { t } = useWords();
  const zone = useDesk((desk) => desk.state?.office?.zone);
  const proposed = from === null ? Number(todayIn(zone ?? 'UTC').slice(0, 4)) : from.year + 1;
  const [typed, setTyped] = useState<number | null>(null);
  const year = typed ?? proposed;
  const copy = useCall((client, nomenclatureId: string, options) => client.nomenclature.copy({ nomenclatureId, year }, options));
  const create = useCall((client, _input: null, options) => client.nomenclature.create({ year }, options));
  const error = copy.error ?? create.error;

  async function done(made: Promise<{ readonly nomenclature: NomenclatureYear } | null>): Promise<void> {
    const whole = await made;
    if (whole === null) return;
    setTyped(null);
    onClose();
    onMade(whole.nomenclature.nomenclatureId);
  }

  return (
    <Modal opened={opened} onClose={onClose} title={t('nomenclature.new')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="sm">
        <NumberInput data-autofocus label={t('nomenclature.year')} allowDecimal={false} thousandSeparator={false} min={1990} max={2200} value={year} onChange={(value) => setTyped(typeof value === 'number' ? value : null)} />
        {error === null ? null : <ErrorNote error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button variant={from === null ? 'filled' : 'default'} loading={create.running} onClick={() => void done(create.run(null))}>
            {t('nomenclature.newEmpty')}
          </Button>
          {from === null ? null : (
            <Button loading={copy.running} onClick={() => void done(copy.run(from.nomenclatureId))}>
              {t('nomenclature.copy', { year })}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

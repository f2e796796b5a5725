import { Button, Checkbox, Modal, Stack } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { FormFoot } from '../../ui/form-foot.tsx';
import styles from './exchange.module.css';

/** The way out for a desk that was cut off: its administrator removes everything, told what was never sent. */
export function WipePart({ unsent }: { readonly unsent: number }) {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  return (
    <section className={styles['section']} aria-labelledby="wipe-title">
      <h2 id="wipe-title">{t('sync.wipe')}</h2>
      <p className="quiet">{t('sync.wipeExplain')}</p>
      <Unsent unsent={unsent} />
      <div className={styles['buttons']}>
        <Button variant="default" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => setOpened(true)}>
          {t('sync.wipe')}…
        </Button>
      </div>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t('sync.wipe')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <WipeForm unsent={unsent} onClose={() => setOpened(false)} />
      </Modal>
    </section>
  );
}

function Unsent({ unsent }: { readonly unsent: number }) {
  const { t, number } = useWords();
  return <p className={unsent === 0 ? undefined : styles['attention']}>{unsent === 0 ? t('sync.wipeNoneUnsent') : t('sync.wipeUnsent', { count: number(unsent) })}</p>;
}

function WipeForm({ unsent, onClose }: { readonly unsent: number; readonly onClose: () => void }) {
  const { t } = useWords();
  const [sure, setSure] = useState(false);
  const wipe = useCall((client, count: number, options) => client.sync.wipe({ unsent: count }, options));

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    if (!sure || (await wipe.run(unsent)) === null) return;
    // The desk says so to all its windows; this one need not wait for it.
    useDesk.getState().receive({ event: 'wiped' });
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="sm">
        <p>{t('sync.wipeExplain')}</p>
        <Unsent unsent={unsent} />
        {wipe.error === null ? null : <ErrorNote error={wipe.error} />}
        <Checkbox data-autofocus label={t('sync.wipeSure')} checked={sure} onChange={(event) => setSure(event.currentTarget.checked)} />
        <FormFoot action={t('sync.wipe')} running={wipe.running} disabled={!sure} onCancel={onClose} />
      </Stack>
    </form>
  );
}

import { Button, Group, Select } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import type { MethodOutput } from '#shared/contract/index.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './resolutions.module.css';

type OfDocument = MethodOutput<'resolutions.ofDocument'>;

interface Props {
  readonly documentId: string;
  readonly control: OfDocument['control'];
  readonly maySet: boolean;
  readonly obstacle: OfDocument['liftObstacle'];
  readonly onChanged: () => void;
}

/** Who controls the execution of the document, and taking it on and off control (CTRL-02). */
export function ControlLine({ documentId, control, maySet, obstacle, onChanged }: Props) {
  const words = useWords();
  const { t } = words;
  const reads = useDesk((desk) => hasPersonRight(desk.person, 'card.read'));
  const [choosing, setChoosing] = useState(false);
  const people = useAsk(choosing && reads ? 'review.settings' : null, (client, options) => client.review.settings({}, options), ['directories']);
  const set = useCall((client, controllerPersonId: string, options) => client.resolutions.setControl({ documentId, controllerPersonId, reason: '' }, options));
  const lift = useCall((client, _: null, options) => client.resolutions.liftControl({ documentId, reason: '' }, options));
  const on = control !== null && control.liftedAt === null;
  const error = set.error ?? lift.error;

  return (
    <section className={styles['control']} aria-label={t('start.tab.control')}>
      <p>
        <IconEye size={16} aria-hidden /> {controlText()}
      </p>
      <Group gap="xs">
        {maySet && reads && !choosing ? (
          <Button size="compact-sm" variant="default" onClick={() => setChoosing(true)}>
            {t(on ? 'control.change' : 'control.set')}
          </Button>
        ) : null}
        {choosing ? (
          <Select
            autoFocus
            aria-label={t('resolution.controller')}
            placeholder={t('resolution.controller')}
            w={300}
            searchable
            nothingFoundMessage={t('palette.nothing')}
            data={(people.value?.people ?? []).map(({ personId, name, position }) => ({ value: personId, label: [name, position].filter((part) => part !== '').join(', ') }))}
            value={null}
            onChange={(personId) => {
              setChoosing(false);
              if (personId !== null) void set.run(personId).then((done) => (done === null ? undefined : onChanged()));
            }}
          />
        ) : null}
        {on && obstacle === null ? (
          <Button size="compact-sm" loading={lift.running} onClick={() => void lift.run(null).then((done) => (done === null ? undefined : onChanged()))}>
            {t('control.lift')}
          </Button>
        ) : null}
      </Group>
      {on && obstacle === 'notExecuted' ? <p className="quiet">{t('control.liftNotExecuted')}</p> : null}
      {error === null ? null : <ErrorNote error={error} />}
    </section>
  );

  function controlText(): string {
    if (control === null) return t('control.none');
    return control.liftedAt === null ? t('control.on', { name: control.controllerName, time: words.instant(control.setAt) }) : t('control.lifted', { name: control.liftedBy ?? '', time: words.instant(control.liftedAt) });
  }
}

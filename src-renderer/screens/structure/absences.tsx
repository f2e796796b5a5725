import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCalendarOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { MethodOutput } from '#shared/contract/index.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import styles from '../administration/administration.module.css';
import directories from '../directories/directories.module.css';
import { AbsenceForm } from './absence-form.tsx';
import own from './structure.module.css';

interface Props {
  readonly overview: MethodOutput<'structure.overview'>;
  /** Whose absence may be recorded here. */
  readonly of: 'everybody' | 'oneself';
  /** Leaves out everybody else's. */
  readonly ownOnly?: boolean;
}

/** Who is away now or will be, for how long, and whether somebody stands in (RES-11, X7). */
export function Absences({ overview, of, ownOnly = false }: Props) {
  const words = useWords();
  const { t } = words;
  const [recording, setRecording] = useState(false);
  const list = useAsk('structure.absences', (client, options) => client.structure.absences({}, options), ['directories']);
  const cancel = useCall((client, absenceId: string, options) => client.structure.cancelAbsence({ absenceId }, options));
  const people = overview.people.filter(({ personId }) => of === 'everybody' || overview.ownPersonIds.includes(personId));
  if (list.error !== null && list.value === null) return <ErrorNote error={list.error} again={list.again} />;
  if (list.value === null) return <SlowLoading label={t('common.loading')} lines={3} />;
  const absences = list.value.absences.filter(({ personId }) => !ownOnly || overview.ownPersonIds.includes(personId));
  return (
    <section className={directories['section']} aria-labelledby="absences-title">
      <div className={styles['bar']}>
        <h2 id="absences-title" className={directories['title']}>
          {t('absence.title')}
        </h2>
        {people.length === 0 || recording ? null : (
          <Button variant="default" leftSection={<IconCalendarOff size={16} aria-hidden />} onClick={() => setRecording(true)}>
            {t('absence.new')}
          </Button>
        )}
      </div>
      {recording ? <AbsenceForm people={people} onClose={() => setRecording(false)} /> : null}
      {cancel.error === null ? null : <ErrorNote error={cancel.error} />}
      {absences.length === 0 ? (
        <p className="quiet">{t('absence.empty')}</p>
      ) : (
        <WideTable label={t('absence.title')}>
          <thead>
            <tr>
              <th scope="col">{t('absence.person')}</th>
              <th scope="col">{t('absence.from')}</th>
              <th scope="col">{t('absence.to')}</th>
              <th scope="col">{t('absence.reason')}</th>
              <th scope="col">{t('absence.length')}</th>
              <th scope="col">{t('account.actions')}</th>
            </tr>
          </thead>
          <tbody>
            {absences.map((absence) => (
              <tr key={absence.absenceId}>
                <td>
                  {absence.personName}
                  {absence.needsDeputy ? (
                    <span className={own['warning']}>
                      <IconAlertTriangle size={14} aria-hidden /> {t('absence.needsDeputy')}
                    </span>
                  ) : null}
                </td>
                <td className="numbers">{words.instant(absence.from)}</td>
                <td className="numbers">{words.instant(absence.to)}</td>
                <td>{absence.reason === null ? '' : t(`absence.reason.${absence.reason}`)}</td>
                <td>{t(`absence.length.${absence.length}`)}</td>
                <td>
                  {absence.mayCancel ? (
                    <Button variant="subtle" disabled={cancel.running} aria-label={`${t('absence.cancel')}: ${absence.personName}, ${words.instant(absence.from)}`} onClick={() => void cancel.run(absence.absenceId)}>
                      {t('absence.cancel')}
                    </Button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
    </section>
  );
}

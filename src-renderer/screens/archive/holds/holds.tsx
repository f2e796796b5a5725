import { Button } from '@mantine/core';
import { IconLock, IconLockPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Hold, HoldSubject } from '#shared/contract/holds.ts';
import { toastsFor } from '../../../app/toasts.tsx';
import { useCall } from '../../../app/use-call.ts';
import { useScreenShortcuts } from '../../../app/use-shortcuts.ts';
import { useWords } from '../../../app/use-text.ts';
import { usePlaces } from '../../../state/places.ts';
import { Empty } from '../../../ui/empty.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { FilterLine } from '../../../ui/filter-line.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { usePagedRows } from '../../../ui/paged-rows.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import administration from '../../administration/administration.module.css';
import directories from '../../directories/directories.module.css';
import styles from './holds.module.css';
import { PlaceDialog } from './place-dialog.tsx';
import { subjectKey, subjectName, subjectTitle } from './subject-text.ts';
import { useHolds } from './use-holds.ts';

/** Subjects of a hold that are drawn at first: it may name hundreds. */
const SUBJECTS = 10;

/** What may not be destroyed, why and by whose word; a hold is placed and lifted here (C.7.5e). */
export function Holds() {
  const words = useWords();
  const { t } = words;
  const [lifted, setLifted] = useState(false);
  const [placing, setPlacing] = useState(false);
  const [lifting, setLifting] = useState<Hold | null>(null);
  const { answer, next } = useHolds(lifted);
  const lift = useCall((client, input: { readonly holdId: string; readonly reason: string }, options) => client.holds.lift(input, options));
  useScreenShortcuts([{ id: 'placeHold', keys: ['Alt+N'], label: 'hold.place', group: 'screen', run: () => setPlacing(true) }]);
  const { value } = answer;

  function closeLift(): void {
    setLifting(null);
    lift.clear();
  }
  return (
    <div className={styles['holds']}>
      <div className={administration['bar']}>
        <h1 className={directories['title']}>{t('hold.title')}</h1>
        <Button leftSection={<IconLockPlus size={16} aria-hidden />} onClick={() => setPlacing(true)}>
          {t('hold.place')}
        </Button>
      </div>
      {answer.error === null ? null : <ErrorNote error={answer.error} again={answer.again} />}
      {value === null && answer.error === null ? <SlowLoading label={t('common.loading')} lines={6} /> : null}
      {value === null ? null : (
        <>
          {value.standing + value.lifted === 0 ? (
            <Empty icon={<IconLock size={40} stroke={1.2} aria-hidden />} title={t('hold.none')} hint={t('hold.noneHint')} />
          ) : (
            <FilterLine
              label={t('hold.show')}
              chosen={lifted ? 'lifted' : 'standing'}
              choices={[
                { value: 'standing', text: t('hold.standing'), count: value.standing },
                { value: 'lifted', text: t('hold.lifted'), count: value.lifted },
              ]}
              onChoose={(chosen) => setLifted(chosen === 'lifted')}
            />
          )}
          {value.holds.length === 0 && value.standing + value.lifted > 0 ? <p className="quiet">{t(lifted ? 'hold.noneLifted' : 'hold.none')}</p> : null}
          {value.holds.map((hold) => (
            <Entry key={hold.holdId} hold={hold} onLift={() => setLifting(hold)} />
          ))}
          {value.more ? (
            <div>
              <Button variant="default" onClick={next}>
                {t('terms.more')}
              </Button>
            </div>
          ) : null}
        </>
      )}
      {placing ? <PlaceDialog onClose={() => setPlacing(false)} /> : null}
      {lifting === null ? null : (
        <ReasonDialog
          opened
          title={t('hold.lift')}
          explain={t('hold.liftExplain')}
          action={t('hold.lift')}
          call={lift}
          onClose={closeLift}
          onReason={(reason) =>
            void lift.run({ holdId: lifting.holdId, reason }).then((done) => {
              if (done === null) return;
              toastsFor(words).done(t('hold.liftDone'));
              closeLift();
            })
          }
        />
      )}
    </div>
  );
}

function Entry({ hold, onLift }: { readonly hold: Hold; readonly onLift: () => void }) {
  const words = useWords();
  const { t } = words;
  const { shown, more } = usePagedRows(hold.subjects, SUBJECTS);
  return (
    <article className={styles['entry']} aria-label={hold.reason}>
      <div className={styles['what']}>
        <p>
          <strong>{t(`hold.ground.${hold.ground}`)}</strong> · {hold.reason}
        </p>
        <p className="quiet">
          {hold.reference === null ? '' : `${hold.reference} · `}
          {words.instant(hold.placedAt)}, {hold.placedBy}
        </p>
        <ul className={styles['subjects']}>
          {shown.map((subject) => (
            <li key={subjectKey(subject)}>
              <Subject subject={subject} />
            </li>
          ))}
        </ul>
        {more}
        {hold.lifted === null ? null : <p>{t('hold.liftedBy', { at: words.instant(hold.lifted.at), name: hold.lifted.by, reason: hold.lifted.reason })}</p>}
      </div>
      {hold.lifted === null ? (
        <Button variant="default" aria-label={t('hold.liftOf', { reason: hold.reason })} onClick={onLift}>
          {t('hold.lift')}
        </Button>
      ) : null}
    </article>
  );
}

function Subject({ subject }: { readonly subject: HoldSubject }) {
  const words = useWords();
  const go = usePlaces((places) => places.go);
  const name = subjectName(subject, words);
  const known = subject.kind === 'case' ? subject.index !== '' : subject.index !== null;
  const open = (): void => (subject.kind === 'case' ? go({ room: 'archive', view: 'case', caseId: subject.caseId }) : go({ room: 'search', view: 'document', documentId: subject.documentId }));
  return (
    <>
      {known ? (
        <button type="button" className="text-button" onClick={open}>
          {name}
        </button>
      ) : (
        <span>{name}</span>
      )}{' '}
      {subjectTitle(subject)}
    </>
  );
}

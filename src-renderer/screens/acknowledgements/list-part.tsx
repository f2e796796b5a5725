import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { ShownAcknowledgementList } from '#shared/contract/acknowledgements.ts';
import { OPEN_STATES } from '#shared/domain/acknowledgement.ts';
import type { Card } from '#shared/contract/registration.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import styles from './acknowledgements.module.css';
import { MarkText } from './mark-text.tsx';
import { RecordDialog } from './record-dialog.tsx';
import { SendDialog } from './send-dialog.tsx';
import { StateText } from './state-text.tsx';

interface Props {
  readonly card: Card;
  readonly list: ShownAcknowledgementList;
  readonly martialLaw: boolean;
  readonly maySend: boolean;
  readonly mayRecord: boolean;
}

/** One list: its people with state, term and mark, and what may be done with it. */
export function ListPart({ card, list, martialLaw, maySend, mayRecord }: Props) {
  const words = useWords();
  const { t, number } = words;
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<'record' | 'add' | 'withdraw' | 'withdrawChosen' | null>(null);
  // The same press twice is one withdrawal; the next one is another.
  const [withdrawal, setWithdrawal] = useState(() => crypto.randomUUID());
  const withdraw = useCall((client, given: { personIds: string[] | null; reason: string }, options) => client.acknowledgements.withdraw({ listId: list.listId, stepId: withdrawal, ...given }, options));
  const open = list.people.filter(({ state }) => OPEN_STATES.includes(state));
  // What was marked and settled meanwhile is marked no more.
  const chosen = open.filter(({ personId }) => marked.has(personId)).map(({ personId }) => personId);
  const records = mayRecord && open.length > 0;
  const marks = open.length > 0 && list.withdrawn === null && (mayRecord || maySend);
  const close = (): void => setDialog(null);

  function mark(personIds: readonly string[], on: boolean): void {
    setMarked((before) => new Set(on ? [...before, ...personIds] : [...before].filter((one) => !personIds.includes(one))));
  }

  return (
    <article className={styles['list']} aria-label={t(`acknowledgement.form.${list.form}`)}>
      <p>
        <strong>{t(`acknowledgement.form.${list.form}`)}</strong> · {t('acknowledgement.counts', { acknowledged: number(list.acknowledged), asked: number(list.asked) })}
        {list.overdue === 0 ? null : <span className={styles['overdue']}> · {t('acknowledgement.overdueCount', { count: number(list.overdue) })}</span>}
      </p>
      <p className="quiet">
        {t('acknowledgement.sentBy', { time: words.instant(list.sentAt), name: list.sentBy })} · {t('acknowledgement.term', { count: number(list.workingDays) })}
      </p>
      {list.note === '' ? null : <p>{list.note}</p>}
      {list.withDocument === null ? null : <p>{t('acknowledgement.with', { index: list.withDocument.registrationIndex })}</p>}
      {list.withdrawn === null ? null : <p>{t('acknowledgement.withdrawnBy', { time: words.instant(list.withdrawn.at), name: list.withdrawn.by, reason: list.withdrawn.reason })}</p>}
      {list.people.length === 0 ? null : (
        <table className={styles['table']} aria-label={t('acknowledgement.title')}>
          <thead>
            <tr>
              {marks ? (
                <th scope="col">
                  <Checkbox aria-label={t('acknowledgement.all')} checked={chosen.length === open.length} indeterminate={chosen.length > 0 && chosen.length < open.length} onChange={(event) => mark(open.map(({ personId }) => personId), event.currentTarget.checked)} />
                </th>
              ) : null}
              <th scope="col">{t('acknowledgement.person')}</th>
              <th scope="col">{t('acknowledgement.due')}</th>
              <th scope="col">{t('acknowledgement.stateColumn')}</th>
              <th scope="col">{t('acknowledgement.markColumn')}</th>
            </tr>
          </thead>
          <tbody>
            {list.people.map((person) => (
              <tr key={person.personId}>
                {marks ? <td>{OPEN_STATES.includes(person.state) ? <Checkbox aria-label={person.name} checked={chosen.includes(person.personId)} onChange={(event) => mark([person.personId], event.currentTarget.checked)} /> : null}</td> : null}
                <th scope="row">
                  {person.name}
                  <div className="quiet">{person.position}</div>
                </th>
                <td className={`${styles['day']} numbers`}>{words.day(person.dueOn)}</td>
                <td>
                  <StateText person={person} />
                  {OPEN_STATES.includes(person.state) && !person.hasAccount && mayRecord ? <div className="quiet">{t('acknowledgement.noAccount')}</div> : null}
                </td>
                <td>
                  <MarkText mark={person.mark} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {card.state === 'void' || list.withdrawn !== null ? null : (
        <div className={styles['line']}>
          {records ? (
            <Button variant="light" disabled={chosen.length === 0} onClick={() => setDialog('record')}>
              {t('acknowledgement.recordFor', { count: number(chosen.length) })}
            </Button>
          ) : null}
          {maySend ? (
            <>
              <Button variant="default" onClick={() => setDialog('add')}>
                {t('acknowledgement.add')}
              </Button>
              {marks ? (
                <Button variant="default" disabled={chosen.length === 0} onClick={() => setDialog('withdrawChosen')}>
                  {t('acknowledgement.withdrawChosen', { count: number(chosen.length) })}
                </Button>
              ) : null}
              {open.length === 0 ? null : (
                <Button variant="default" onClick={() => setDialog('withdraw')}>
                  {t('acknowledgement.withdrawAll')}
                </Button>
              )}
            </>
          ) : null}
        </div>
      )}
      {dialog === 'record' ? <RecordDialog list={list} personIds={chosen} files={card.files} martialLaw={martialLaw} onClose={close} onRecorded={close} /> : null}
      {dialog === 'add' ? <SendDialog documentId={card.documentId} listId={list.listId} there={list.people.map(({ personId }) => personId)} onClose={close} /> : null}
      <ReasonDialog
        key={withdrawal}
        opened={dialog === 'withdraw' || dialog === 'withdrawChosen'}
        title={t(dialog === 'withdrawChosen' ? 'acknowledgement.withdrawSome' : 'acknowledgement.withdrawAll')}
        explain={dialog === 'withdrawChosen' ? open.filter(({ personId }) => chosen.includes(personId)).map(({ name }) => name).join(', ') : t('acknowledgement.withdrawHint')}
        action={t('acknowledgement.withdraw')}
        call={withdraw}
        onClose={close}
        onReason={(reason) =>
          void withdraw.run({ personIds: dialog === 'withdrawChosen' ? chosen : null, reason }).then((done) => {
            if (done === null) return;
            setWithdrawal(crypto.randomUUID());
            toastsFor(words).done(t('acknowledgement.withdrawn'));
            close();
          })
        }
      />
    </article>
  );
}

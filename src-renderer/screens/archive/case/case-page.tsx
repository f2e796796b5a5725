import { ActionIcon, Button } from '@mantine/core';
import { IconAlertTriangle, IconArchive, IconArrowLeft, IconLock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { CasePage as ShownCase } from '#shared/contract/case-files.ts';
import { useAsk } from '../../../app/use-ask.ts';
import { useCall } from '../../../app/use-call.ts';
import { useScreenShortcuts } from '../../../app/use-shortcuts.ts';
import { useWords } from '../../../app/use-text.ts';
import { hasPersonRight, type Person } from '../../../state/desk.ts';
import { usePlaces } from '../../../state/places.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import { CaseFactsPart } from './case-facts-part.tsx';
import styles from './case.module.css';
import { CloseDialog } from './close-dialog.tsx';
import { ContentsPart } from './contents-part.tsx';
import { DuplicatesDialog } from './duplicates-dialog.tsx';
import { PointsPart } from './points-part.tsx';
import { SettingsDialog } from './settings-dialog.tsx';
import { VolumesPart } from './volumes-part.tsx';

type Dialog = 'close' | 'reopen' | 'duplicates' | 'settings';

/** A case with its spine and contents, what closing lacks, its papers, its term. */
export function CasePage({ person, caseId }: { readonly person: Person; readonly caseId: string }) {
  const { t } = useWords();
  const setTitle = usePlaces((places) => places.setTitle);
  const answer = useAsk(`caseFiles.page:${caseId}`, (client, options) => client.caseFiles.page({ caseId }, options), ['archive', 'nomenclature', 'cards']);
  const index = answer.value?.index;
  useEffect(() => {
    if (index !== undefined) setTitle(t('caseFile.called', { index }));
  }, [index, setTitle, t]);
  if (answer.error !== null && answer.value === null) return <div className="padded"><ErrorNote error={answer.error} again={answer.again} /></div>;
  if (answer.value === null) return <SlowLoading label={t('common.loading')} lines={8} />;
  return <Shown person={person} shown={answer.value} onChanged={answer.again} />;
}

function Shown({ person, shown, onChanged }: { readonly person: Person; readonly shown: ShownCase; readonly onChanged: () => void }) {
  const words = useWords();
  const { t } = words;
  const back = usePlaces((places) => places.back);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const reopen = useCall((client, reason: string, options) => client.caseFiles.reopen({ caseId: shown.caseId, reason }, options));
  const keeps = hasPersonRight(person, 'archive.keep');
  const closable = keeps && shown.closing === null;
  useScreenShortcuts(closable ? [{ id: 'case.close', keys: ['F8'], label: 'caseFile.close', group: 'screen', run: () => setDialog('close') }] : []);
  const done = (): void => {
    setDialog(null);
    onChanged();
  };

  return (
    <div className={styles['page']} tabIndex={0} role="group" aria-label={t('caseFile.called', { index: shown.index })}>
      <div className={styles['top']}>
        <ActionIcon aria-label={t('common.back')} title="Esc" onClick={back}>
          <IconArrowLeft size={18} aria-hidden />
        </ActionIcon>
        <div className={styles['spine']} data-state={shown.destroyed !== null ? 'destroyed' : shown.closing !== null ? 'closed' : 'open'}>
          <h1>
            {shown.index} {shown.title}
          </h1>
          <p className="quiet numbers">
            {shown.year} · {shown.section} · {stateText(shown, words)}
          </p>
        </div>
        <div className={styles['buttons']}>
          {closable ? (
            <Button leftSection={<IconArchive size={16} aria-hidden />} rightSection={<kbd>F8</kbd>} onClick={() => setDialog('close')}>
              {t('caseFile.close')}
            </Button>
          ) : null}
          {keeps && shown.closing !== null && shown.closing.closedWith === null && shown.reopenBarrier === null ? (
            <Button variant="default" onClick={() => setDialog('reopen')}>
              {t('caseFile.reopen')}
            </Button>
          ) : null}
          <Button variant="default" onClick={() => setDialog('duplicates')}>
            {t('caseFile.duplicatesDue')}
          </Button>
          {hasPersonRight(person, 'directory.edit') ? (
            <Button variant="default" onClick={() => setDialog('settings')}>
              {t('caseFile.settings')}
            </Button>
          ) : null}
        </div>
      </div>
      {shown.holds.map(({ ground, reason }) => (
        <p key={`${ground} ${reason}`} className="attention-note">
          <IconLock size={18} aria-hidden /> {t('caseFile.held', { reason })}
        </p>
      ))}
      {shown.noteFallsShort ? (
        <p className="attention-note">
          <IconAlertTriangle size={18} aria-hidden /> {t('caseFile.noteFallsShort')}
        </p>
      ) : null}
      <CaseFactsPart shown={shown} />
      {shown.closing === null ? <PointsPart shown={shown} /> : null}
      <VolumesPart shown={shown} mayOpen={hasPersonRight(person, 'nomenclature.edit') && shown.closing === null && shown.listState === 'in-use'} onChanged={onChanged} />
      <ContentsPart caseId={shown.caseId} documents={shown.documents} years={shown.former.length > 0} />
      {dialog === 'close' ? <CloseDialog shown={shown} person={person} onClose={() => setDialog(null)} onClosed={done} /> : null}
      <ReasonDialog opened={dialog === 'reopen'} title={t('caseFile.reopen')} explain={t('caseFile.reopenExplain')} action={t('caseFile.reopen')} call={reopen} onClose={() => setDialog(null)} onReason={(reason) => void reopen.run(reason).then((opened) => (opened === null ? undefined : done()))} />
      {dialog === 'duplicates' ? <DuplicatesDialog onClose={() => setDialog(null)} /> : null}
      {dialog === 'settings' ? <SettingsDialog onClose={() => setDialog(null)} /> : null}
    </div>
  );
}

function stateText({ destroyed, closing, transit }: ShownCase, { t, day }: ReturnType<typeof useWords>): string {
  if (destroyed !== null) return t('caseFile.state.destroyed', { day: day(destroyed.on) });
  if (closing !== null) return t('caseFile.state.closed', { day: day(closing.closedOn) });
  return transit ? `${t('caseFile.state.open')}, ${t('retention.transit')}` : t('caseFile.state.open');
}

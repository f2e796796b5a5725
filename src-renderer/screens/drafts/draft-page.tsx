import { ActionIcon, Button } from '@mantine/core';
import { IconArrowLeft, IconDownload, IconEdit } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { DraftView } from '#shared/contract/routing.ts';
import { saveFile } from '../../app/save-file.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useChoices } from '../../app/use-choices.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { usePlaces } from '../../state/places.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PaneSwitch } from '../../ui/pane-switch.tsx';
import { Panes } from '../../ui/panes.tsx';
import { RestrictedMark } from '../../ui/restricted-mark.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { usePanes } from '../../ui/use-panes.ts';
import { Viewer } from '../../ui/viewer/viewer.tsx';
import { DraftCards } from './draft-cards.tsx';
import { ChangeDraft } from './change-draft.tsx';
import { DraftFacts } from './draft-facts.tsx';
import { filesOfDraft } from './draft-files.ts';
import styles from './drafts.module.css';
import { InitiatorActions } from './initiator-actions.tsx';
import { RegisterPart } from './register-part.tsx';
import { RouteHistory } from './route-history.tsx';
import { RoutePart } from './route-part.tsx';
import { SignaturesPart } from './signatures-part.tsx';
import { StartPart } from './start-part.tsx';
import { StepActions } from './step-actions.tsx';
import { isAsked } from './step-content.tsx';

const PANES = ['card', 'viewer'] as const;

/** A draft: what may be done on it now, its route as a picture, its history; its content beside. */
export function DraftPage({ documentId }: { readonly documentId: string }) {
  const { t } = useWords();
  const back = usePlaces((places) => places.back);
  const setTitle = usePlaces((places) => places.setTitle);
  const answer = useAsk(`routing.draft:${documentId}`, (client, options) => client.routing.draft({ documentId }, options), ['cards', 'directories']);
  const panes = usePanes('draft', PANES);
  const title = answer.value?.draft.title;
  useEffect(() => {
    if (title !== undefined) setTitle(title);
  }, [title, setTitle]);

  if (answer.error !== null && answer.value === null) return <div className="padded"><ErrorNote error={answer.error} again={answer.again} /></div>;
  if (answer.value === null) return <SlowLoading label={t('common.loading')} lines={8} />;
  const shown = answer.value;
  return (
    <div className={styles['page']}>
      <div className={styles['top']}>
        <ActionIcon aria-label={t('common.back')} title="Esc" onClick={back}>
          <IconArrowLeft size={18} aria-hidden />
        </ActionIcon>
        <DraftHead shown={shown} />
        <SaveContent file={shown.draft.main} />
        <PaneSwitch panes={PANES} state={panes} />
      </div>
      <div className={styles['parts']}>
        <Panes
          room="draft"
          closed={panes.closed}
          panes={[
            { id: 'card', size: 60, least: 35, content: <DraftParts shown={shown} /> },
            { id: 'viewer', size: 40, least: 25, content: <Viewer files={filesOfDraft(shown)} /> },
          ]}
        />
      </div>
    </div>
  );
}

function DraftHead({ shown: { draft, route, authorName, createdAt } }: { readonly shown: DraftView }) {
  const words = useWords();
  const { t } = words;
  const kind = useChoices().value?.kinds.find(({ kindId }) => kindId === draft.kindId);
  const phase = route?.phase ?? 'draft';
  return (
    <header className={styles['head']}>
      <h1 className="two-lines" title={draft.title}>{draft.title}</h1>
      <p className={styles['line']}>
        <span className={styles['state']} data-phase={phase}>{t(`draft.phase.${phase}`)}</span>
        {draft.urgent ? <span className={styles['urgent']}>{t('draft.urgent')}</span> : null}
        {draft.restricted === true ? <RestrictedMark /> : null}
        <span className="quiet">{[kind === undefined ? '' : words.named(kind.names), authorName, words.instant(createdAt)].filter((part) => part !== '').join(' · ')}</span>
      </p>
    </header>
  );
}

/** The content as a file, such as to sign it by a program of one's own. */
function SaveContent({ file }: { readonly file: DraftView['draft']['main'] }) {
  const { t } = useWords();
  const save = useCall((client, wanted: DraftView['draft']['main'], options) => saveFile(client, wanted, options));
  return (
    <>
      {save.error === null ? null : <ErrorNote error={save.error} />}
      <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} loading={save.running} onClick={() => void save.run(file)}>
        {t('draft.saveFile')}
      </Button>
    </>
  );
}

function DraftParts({ shown }: { readonly shown: DraftView }) {
  const { t } = useWords();
  const { route, mine, draft } = shown;
  const [changing, setChanging] = useState(false);
  const free = mine && (route === null || route.phase === 'withdrawn');
  useScreenShortcuts(free && !changing ? [{ id: 'change', keys: ['F4'], label: 'draft.change', group: 'screen', run: () => setChanging(true) }] : []);
  const asked = route === null ? [] : route.stages.flatMap(({ steps }) => steps.filter((step) => step.mine && isAsked(step, route.phase)));
  return (
    <div className={styles['scroll']} tabIndex={0} role="group" aria-label={t('start.draft')}>
      {route === null ? null : asked.map((step, at) => <StepActions key={`${step.stepId}:${step.round}`} shown={shown} route={route} step={step} hasKeys={at === 0} />)}
      {route?.awaitsRegistration === true ? <RegisterPart shown={shown} /> : null}
      <DraftCards cards={shown.cards} />
      {route !== null && mine ? <InitiatorActions key={route.routeId} route={route} main={draft.main} /> : null}
      {changing && free ? (
        <ChangeDraft shown={shown} onClose={() => setChanging(false)} />
      ) : (
        <>
          {free ? (
            <>
              <div>
                <Button variant="default" leftSection={<IconEdit size={16} aria-hidden />} rightSection={<kbd className={styles['key']}>F4</kbd>} onClick={() => setChanging(true)}>
                  {t('draft.change')}
                </Button>
              </div>
              <StartPart shown={shown} />
            </>
          ) : null}
          {route === null ? null : <RoutePart route={route} />}
          <SignaturesPart shown={shown} />
          <DraftFacts draft={draft} />
          {route === null ? null : <RouteHistory history={route.history} />}
        </>
      )}
    </div>
  );
}

import { ActionIcon, Alert, Tabs } from '@mantine/core';
import { IconArrowLeft, IconFileOff, IconLock } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { Office } from '#shared/contract/desk.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useChoices } from '../../app/use-choices.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, type Person } from '../../state/desk.ts';
import { usePlaces } from '../../state/places.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { PaneSwitch } from '../../ui/pane-switch.tsx';
import { Panes } from '../../ui/panes.tsx';
import { PaperSteps } from '../../ui/paper/paper-steps.tsx';
import { SealAction } from '../../ui/signing/seal-action.tsx';
import { SignAction } from '../../ui/signing/sign-action.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { usePanes } from '../../ui/use-panes.ts';
import { Viewer } from '../../ui/viewer/viewer.tsx';
import { CardMenu } from './card-menu.tsx';
import { ResolutionsSection } from '../resolutions/resolutions-section.tsx';
import { AcknowledgementSection } from '../acknowledgements/acknowledgement-section.tsx';
import { OwnAcknowledgements } from '../acknowledgements/own-acknowledgement.tsx';
import { ApplicationSection } from '../applications/application-section.tsx';
import { ContractSection } from '../contracts/contract-section.tsx';
import { CardRoute } from '../drafts/card-route.tsx';
import { PassAction } from '../review/pass-action.tsx';
import { CardSection } from './card-section.tsx';
import { CopiesSection } from './copies-section.tsx';
import { DuplicateSection } from './duplicate-section.tsx';
import { DestroyedNote } from './destroyed-note.tsx';
import { DocumentHeader } from './document-header.tsx';
import styles from './document-page.module.css';
import { FileOffer } from './file-offer.tsx';
import { FilingSection } from './filing-section.tsx';
import { HistorySection } from './history-section.tsx';
import { LocalAct } from './local-act.tsx';
import { LinksSection } from './links-section.tsx';
import { SignaturesSection } from './signatures-section.tsx';

const PANES = ['card', 'viewer'] as const;
const SECTIONS = ['card', 'resolutions', 'paper', 'act', 'links', 'signatures', 'copies', 'acknowledgement', 'history'] as const;
type Section = (typeof SECTIONS)[number];

interface Props {
  readonly documentId: string;
  readonly person: Person;
  readonly office: Office;
  /** The part that is shown first. */
  readonly first?: Section;
}

/** A registered document: header, card, signatures, copies, history; its files beside. */
export function DocumentPage({ documentId, person, office, first = 'card' }: Props) {
  const { t } = useWords();
  const back = usePlaces((places) => places.back);
  const setTitle = usePlaces((places) => places.setTitle);
  const answer = useAsk(`registration.get:${documentId}`, (client, options) => client.registration.get({ documentId }, options), ['cards', 'copies']);
  const choices = useChoices();
  const ofFormerYear = answer.value?.caseFile !== undefined && answer.value.caseFile !== null && choices.value !== null && answer.value.caseFile.year !== choices.value.casesOf?.year;
  // A card of a former year is corrected to cases of its own year.
  const filing = useAsk(ofFormerYear ? `nomenclature.filing:${documentId}` : null, (client, options) => client.nomenclature.filing({ documentId }, options), ['nomenclature']);
  const panes = usePanes('document', PANES);
  const [section, setSection] = useState<Section>(first);
  const [correcting, setCorrecting] = useState(false);
  const correctable = hasPersonRight(person, 'card.correct') && answer.value !== null && answer.value.card.state !== 'void' && !answer.value.readOnly && answer.value.destroyed === null;
  useScreenShortcuts(correctable ? [{ id: 'correct', keys: ['F4'], label: 'document.correct', group: 'screen', run: correct }] : []);

  function correct(): void {
    setSection('card');
    setCorrecting(true);
  }
  const index = answer.value?.card.registrationIndex;
  useEffect(() => {
    if (index !== undefined) setTitle(`№ ${index}`);
  }, [index, setTitle]);

  if (answer.error !== null && answer.value === null) return <div className="padded"><ErrorNote error={answer.error} again={answer.again} /></div>;
  if (choices.error !== null && choices.value === null) return <div className="padded"><ErrorNote error={choices.error} again={choices.again} /></div>;
  if (answer.value === null || choices.value === null) return <SlowLoading label={t('common.loading')} lines={8} />;
  const { card, caseFile, version, reports, history, copies, links } = answer.value;
  const cases = filing.value?.cases.map(({ caseId, index: caseIndex, title }) => ({ caseId, index: caseIndex, title, retention: '' })) ?? choices.value.cases;
  const known = { ...choices.value, cases: caseFile === null || cases.some(({ caseId }) => caseId === caseFile.caseId) ? cases : [...cases, caseFile] };
  const { destroyed } = answer.value;
  const readOnly = answer.value.readOnly || destroyed !== null;
  const mayRegister = hasPersonRight(person, 'card.register') && card.state !== 'void' && !readOnly;
  const mayCorrect = correctable;

  const sections: Readonly<Record<Section, ReactNode>> = {
    card: (
      <>
        <ApplicationSection card={card} readOnly={readOnly} />
        <ContractSection card={card} zone={office.zone} readOnly={readOnly} />
        <CardSection card={card} version={version} choices={known} office={office} mayCorrect={mayCorrect} filesGone={destroyed !== null} correcting={correcting} onCorrecting={setCorrecting} onChanged={answer.again} />
        <CardRoute documentId={documentId} />
        <FilingSection documentId={documentId} mayFile={mayCorrect} onChanged={answer.again} />
        {card.medium === 'paper' ? null : <DuplicateSection documentId={documentId} mayRecord={mayCorrect} onChanged={answer.again} />}
      </>
    ),
    resolutions: <ResolutionsSection documentId={documentId} onShow={() => setSection('resolutions')} onChanged={answer.again} />,
    paper: <PaperSteps card={card} mayRegister={mayRegister} onChanged={answer.again} />,
    act: <LocalAct card={card} mayCorrect={mayCorrect} />,
    links: <LinksSection card={card} links={links} mayCorrect={mayCorrect} onChanged={answer.again} />,
    signatures: <SignaturesSection card={card} reports={reports} office={office} readOnly={readOnly} onChanged={answer.again} />,
    copies: destroyed === null ? <CopiesSection documentId={documentId} copies={copies} office={office} files={card.files} barred={card.distributionBarred} /> : <p className="quiet">{t('destruction.filesGone')}</p>,
    acknowledgement: <AcknowledgementSection card={card} readOnly={readOnly} />,
    history: <HistorySection history={history} choices={known} />,
  };

  // A section that can say nothing about this document is not offered.
  const offered = SECTIONS.filter((one) => (one !== 'paper' || card.medium === 'paper') && (one !== 'act' || card.direction === 'internal'));

  return (
    <div className={styles['page']}>
      <div className={styles['top']}>
        <ActionIcon aria-label={t('common.back')} title="Esc" onClick={back}>
          <IconArrowLeft size={18} aria-hidden />
        </ActionIcon>
        <DocumentHeader card={card} choices={choices.value} status={answer.value.status} stages={answer.value.stages} onSeal={() => setSection('signatures')} />
        {readOnly ? null : <SignAction subject={{ documentId }} files={card.files} />}
        {readOnly ? null : <SealAction documentId={documentId} files={card.files} />}
        {mayCorrect ? <CardMenu card={card} version={version} choices={choices.value} onChanged={answer.again} /> : null}
        <PaneSwitch panes={PANES} state={panes} />
      </div>
      {destroyed === null ? null : <DestroyedNote destroyed={destroyed} />}
      {answer.value.readOnly ? (
        <Alert color="yellow" role="status" icon={<IconLock size={18} aria-hidden />}>
          {t('document.readOnly')}
        </Alert>
      ) : null}
      {destroyed === null ? <PassAction documentId={documentId} /> : null}
      {destroyed === null && mayCorrect && answer.value.stages.some(({ stage, state }) => stage === 'executed' && state === 'done') ? <FileOffer documentId={documentId} onFiled={answer.again} /> : null}
      {destroyed === null ? <OwnAcknowledgements documentId={documentId} /> : null}
      <div className={styles['parts']}>
        <Panes
          room="document"
          closed={panes.closed}
          panes={[
            {
              id: 'card',
              size: 50,
              least: 30,
              content: (
                <Tabs value={section} onChange={(value) => setSection(SECTIONS.find((one) => one === value) ?? 'card')} className={styles['sections']} aria-label={t('document.sections')}>
                  <Tabs.List aria-label={t('document.sections')}>
                    {offered.map((one) => (
                      <Tabs.Tab key={one} value={one}>
                        {t(`document.tab.${one}`)}
                      </Tabs.Tab>
                    ))}
                  </Tabs.List>
                  {offered.map((one) => (
                    <Tabs.Panel key={one} value={one} className={styles['section']} tabIndex={0}>
                      {sections[one]}
                    </Tabs.Panel>
                  ))}
                </Tabs>
              ),
            },
            { id: 'viewer', size: 50, least: 25, content: destroyed === null ? <Viewer files={card.files} /> : <Empty icon={<IconFileOff size={40} stroke={1.2} aria-hidden />} title={t('destruction.ofDocument')} hint={t('destruction.filesGone')} /> },
          ]}
        />
      </div>
    </div>
  );
}

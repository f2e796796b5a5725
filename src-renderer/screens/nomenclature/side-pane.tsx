import { Button } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import type { NomenclatureWhole } from '#shared/contract/nomenclature.ts';
import { useWords } from '../../app/use-text.ts';
import { usePlaces } from '../../state/places.ts';
import { CaseFacts } from './case-facts.tsx';
import { CaseForm } from './case-form.tsx';
import type { Chosen } from './case-tree.tsx';
import styles from './nomenclature.module.css';
import { RetentionList } from './retention-list.tsx';
import { SectionForm } from './section-form.tsx';
import { YearSteps } from './year-steps.tsx';

interface Props {
  readonly whole: NomenclatureWhole;
  readonly chosen: Chosen | null;
  readonly mayEdit: boolean;
  readonly onChoose: (chosen: Chosen | null) => void;
  readonly onChanged: () => void;
}

/** The form of what is chosen, the way to the case with its papers, and below it where the year stands and what its next step lacks. */
export function SidePane(props: Props) {
  const { t } = useWords();
  const go = usePlaces((places) => places.go);
  const { whole, chosen, mayEdit } = props;
  return (
    <div className={styles['side']}>
      {form(props) ?? <p className="quiet">{t('nomenclature.choose')}</p>}
      {chosen?.of === 'case' ? (
        <div>
          <Button variant="default" leftSection={<IconFolderOpen size={16} aria-hidden />} onClick={() => go({ room: 'archive', view: 'case', caseId: chosen.caseId })}>
            {t('caseFile.open')}
          </Button>
        </div>
      ) : null}
      {mayEdit && whole.editing === 'additions' ? <p className="quiet">{t('nomenclature.frozen')}</p> : null}
      {mayEdit && whole.editing === 'none' ? <p className="quiet">{t('nomenclature.closed')}</p> : null}
      <YearSteps key={whole.nomenclature.state} whole={whole} mayEdit={mayEdit} onChanged={props.onChanged} />
      <Totals whole={whole} hidden={chosen !== null} />
      {chosen === null ? <RetentionList mayEdit={mayEdit} /> : null}
    </div>
  );
}

function form({ whole, chosen, mayEdit, onChoose, onChanged }: Props) {
  switch (chosen?.of) {
    case undefined:
      return null;
    case 'case': {
      const entry = whole.cases.find((one) => one.caseId === chosen.caseId);
      if (entry === undefined) return null;
      const mayAct = mayEdit && whole.editing !== 'none' && entry.closedOn === null;
      if (!mayEdit || whole.editing !== 'free' || entry.closedOn !== null) return <CaseFacts whole={whole} entry={entry} mayAct={mayAct} onChoose={onChoose} onChanged={onChanged} />;
      return <CaseForm key={`${entry.caseId}${entry.retentionText}${entry.title}`} whole={whole} entry={entry} sectionId={entry.sectionId} onChoose={onChoose} onChanged={onChanged} />;
    }
    case 'newCase':
      return <CaseForm key="newCase" whole={whole} entry={null} sectionId={chosen.sectionId} onChoose={onChoose} onChanged={onChanged} />;
    case 'section':
    case 'newSection': {
      const section = chosen.of === 'section' ? (whole.sections.find((one) => one.sectionId === chosen.sectionId) ?? null) : null;
      return <SectionForm key={section?.sectionId ?? 'newSection'} whole={whole} section={section} mayEdit={mayEdit && (section === null || whole.editing === 'free')} onChoose={onChoose} onChanged={onChanged} />;
    }
  }
}

function Totals({ whole, hidden }: { readonly whole: NomenclatureWhole; readonly hidden: boolean }) {
  const { t } = useWords();
  if (hidden) return null;
  return (
    <section>
      <h2>{t('nomenclature.totals')}</h2>
      <dl className={styles['totals']}>
        {(['permanent', 'overTen', 'upToTen', 'personnel'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`retention.class.${name}`)}</dt>
            <dd className="numbers">{t('nomenclature.totalsCount', { cases: whole.totals[name].cases, volumes: whole.totals[name].volumes })}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

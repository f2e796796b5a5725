import { Button, NativeSelect } from '@mantine/core';
import { IconFolders } from '@tabler/icons-react';
import { useState } from 'react';
import type { NomenclatureWhole } from '#shared/contract/nomenclature.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, type Person } from '../../state/desk.ts';
import { usePlaces } from '../../state/places.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { Panes } from '../../ui/panes.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { CaseTree, type Chosen } from './case-tree.tsx';
import { NewYear } from './new-year.tsx';
import styles from './nomenclature.module.css';
import { SidePane } from './side-pane.tsx';
import { YearTools } from './year-tools.tsx';

/** Nomenclatures of the years: the list of sections and cases, what is chosen beside it. */
export function NomenclatureRoom({ person, nomenclatureId }: { readonly person: Person; readonly nomenclatureId: string | null }) {
  const words = useWords();
  const { t } = words;
  const go = usePlaces((places) => places.go);
  const [newYear, setNewYear] = useState(false);
  const years = useAsk('nomenclature.years', (client, options) => client.nomenclature.years({}, options), ['nomenclature']);
  const shownId = nomenclatureId ?? years.value?.inUse?.nomenclatureId ?? years.value?.years[0]?.nomenclatureId ?? null;
  const whole = useAsk(shownId === null ? null : `nomenclature.get:${shownId}`, (client, options) => client.nomenclature.get({ nomenclatureId: shownId ?? '' }, options), ['nomenclature', 'cards']);
  const mayEdit = hasPersonRight(person, 'nomenclature.edit');
  const open = (id: string): void => go({ room: 'nomenclature', view: 'year', nomenclatureId: id });

  if (years.error !== null && years.value === null) return <div className="padded"><ErrorNote error={years.error} again={years.again} /></div>;
  if (years.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  const { inUse } = years.value;
  const newest = years.value.years[0] ?? null;
  const dialog = <NewYear opened={newYear} from={whole.value?.nomenclature ?? newest} onClose={() => setNewYear(false)} onMade={open} />;
  if (newest === null) {
    return (
      <>
        <h1 className="visually-hidden">{t('frame.room.nomenclature')}</h1>
        <Empty icon={<IconFolders size={40} stroke={1.2} aria-hidden />} title={t('nomenclature.empty')} hint={t('nomenclature.emptyHint')}>
          {mayEdit ? <Button onClick={() => setNewYear(true)}>{t('nomenclature.new')}</Button> : null}
        </Empty>
        {dialog}
      </>
    );
  }
  return (
    <div className={styles['room']}>
      <div className={styles['top']}>
        <h1>{whole.value === null ? t('frame.room.nomenclature') : t('nomenclature.heading', { year: whole.value.nomenclature.year })}</h1>
        <NativeSelect
          aria-label={t('nomenclature.year')}
          value={shownId ?? ''}
          onChange={(event) => open(event.currentTarget.value)}
          data={years.value.years.map((year) => ({ value: year.nomenclatureId, label: `${year.year} · ${t(`nomenclature.state.${year.state}`)}` }))}
        />
        <span className={styles['space']} />
        {whole.value === null ? null : <YearTools whole={whole.value} mayEdit={mayEdit} />}
        {mayEdit ? (
          <Button variant="default" onClick={() => setNewYear(true)}>
            {t('nomenclature.new')}
          </Button>
        ) : null}
      </div>
      {inUse === null || !inUse.fallback ? null : (
        <p className={styles['notice']} role="status">
          {t('nomenclature.fallback', { year: inUse.year })}
        </p>
      )}
      {whole.value?.nomenclature.initial === true ? <p className={styles['notice']}>{t('nomenclature.initial')}</p> : null}
      <div className={styles['parts']}>
        {whole.error !== null && whole.value === null ? <div className="padded"><ErrorNote error={whole.error} again={whole.again} /></div> : null}
        {whole.loading ? <SlowLoading label={t('common.loading')} lines={8} /> : null}
        {whole.value === null ? null : <YearParts key={whole.value.nomenclature.nomenclatureId} whole={whole.value} mayEdit={mayEdit} onChanged={whole.again} />}
      </div>
      {dialog}
    </div>
  );
}

function YearParts({ whole, mayEdit, onChanged }: { readonly whole: NomenclatureWhole; readonly mayEdit: boolean; readonly onChanged: () => void }) {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  return (
    <Panes
      room="nomenclature"
      closed={[]}
      panes={[
        { id: 'list', size: 58, least: 35, content: <CaseTree whole={whole} chosen={chosen} mayEdit={mayEdit} onChoose={setChosen} /> },
        { id: 'card', size: 42, least: 28, content: <SidePane whole={whole} chosen={chosen} mayEdit={mayEdit} onChoose={setChosen} onChanged={onChanged} /> },
      ]}
    />
  );
}

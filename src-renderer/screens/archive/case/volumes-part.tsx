import { Button, NativeSelect } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { CasePage, CaseVolume } from '#shared/contract/case-files.ts';
import { useCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { FormsMenu } from '../../../ui/forms/forms-menu.tsx';
import { SmallTable } from '../../../ui/small-table.tsx';
import styles from './case.module.css';

/** Volumes with how full they are, the next one, and the papers of one: cover, internal inventory, certifying note. */
export function VolumesPart({ shown, mayOpen, onChanged }: { readonly shown: CasePage; readonly mayOpen: boolean; readonly onChanged: () => void }) {
  const { t, day, number } = useWords();
  const { caseId, nomenclatureId, volumes, volumeSheets } = shown;
  const newest = volumes.at(-1);
  const [chosen, setChosen] = useState<number | null>(null);
  const volume = chosen ?? newest?.volume ?? 1;
  const open = useCall((client, _input: null, options) => client.nomenclature.openVolume({ nomenclatureId, caseId }, options));
  return (
    <section aria-labelledby="case-volumes">
      <h2 id="case-volumes">{t('nomenclature.volumes')}</h2>
      <SmallTable
        label={t('nomenclature.volumes')}
        empty={t('caseFile.point.noDocuments')}
        heads={[t('nomenclature.volume'), t('caseFile.documents'), t('caseFile.files'), t('caseFile.sheets'), t('caseFile.days')]}
        rows={volumes.map((one) => ({
          key: String(one.volume),
          cells: [one.volume, number(one.documents), number(one.files), <Fill key="fill" of={one} limit={volumeSheets} />, one.firstOn === null ? t('common.noValue') : `${day(one.firstOn)} – ${day(one.lastOn)}`],
        }))}
      />
      {newest?.full === true && shown.closing === null ? <p className={styles['full']}>{t('caseFile.volumeFull', { volume: newest.volume })}</p> : null}
      {open.error === null ? null : <ErrorNote error={open.error} />}
      <div className={styles['buttons']}>
        {mayOpen ? (
          <Button variant={newest?.full === true ? 'light' : 'default'} leftSection={<IconPlus size={16} aria-hidden />} loading={open.running} onClick={() => void open.run(null).then((made) => (made === null ? undefined : onChanged()))}>
            {t('nomenclature.openVolume')}
          </Button>
        ) : null}
        {volumes.length > 1 ? <NativeSelect label={t('caseFile.papersOf')} value={String(volume)} onChange={(event) => setChosen(Number(event.currentTarget.value))} data={volumes.map((one) => ({ value: String(one.volume), label: String(one.volume) }))} /> : null}
        <FormsMenu key={volume} about="case" subjectId={caseId} volume={volume} />
      </div>
    </section>
  );
}

function Fill({ of: { sheets, full, volume }, limit }: { readonly of: CaseVolume; readonly limit: number }) {
  const { t, number } = useWords();
  if (sheets === null) return <span className="quiet">{t('caseFile.noPaper')}</span>;
  return (
    <span className={`${styles['fill']} ${full ? styles['full'] : ''}`}>
      <meter aria-label={t('caseFile.fillOf', { volume })} min={0} max={limit} value={Math.min(sheets, limit)} />
      {t('caseFile.sheetsOf', { sheets: number(sheets), limit: number(limit) })}
    </span>
  );
}

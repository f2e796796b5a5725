import { Button, Group, NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, useDesk } from '../../state/desk.ts';
import { usePlaces } from '../../state/places.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './card-section.module.css';

/** Where the document lies, and filing it into a volume of its case (NOM-01); the likely case is proposed. */
export function FilingSection({ documentId, mayFile, onChanged }: { readonly documentId: string; readonly mayFile: boolean; readonly onChanged: () => void }) {
  const words = useWords();
  const { t } = words;
  const answer = useAsk(`nomenclature.filing:${documentId}`, (client, options) => client.nomenclature.filing({ documentId }, options), ['cards', 'nomenclature']);
  const go = usePlaces((places) => places.go);
  const readsCases = useDesk((desk) => hasPersonRight(desk.person, 'card.read'));
  const [chosen, setChosen] = useState<string | null>(null);
  const [volume, setVolume] = useState<number | null>(null);
  const file = useCall((client, input: { caseId: string; volume: number }, options) => client.nomenclature.fileDocument({ documentId, ...input }, options));
  if (answer.error !== null && answer.value === null) return <ErrorNote error={answer.error} again={answer.again} />;
  if (answer.value === null) return null;
  const { filed, cases, closed, suggested } = answer.value;
  const caseId = chosen ?? filed?.caseId ?? suggested?.caseId ?? null;
  const target = cases.find((one) => one.caseId === caseId);
  const into = volume ?? (target?.caseId === filed?.caseId ? filed?.volume : target?.volumes) ?? 1;
  const proposed = chosen === null && filed === null ? suggested : null;

  async function fileIt(): Promise<void> {
    if (target === undefined || (await file.run({ caseId: target.caseId, volume: into })) === null) return;
    setChosen(null);
    setVolume(null);
    answer.again();
    onChanged();
  }

  return (
    <section>
      <h2 className={styles['heading']}>{t('nomenclature.filed')}</h2>
      {filed === null ? (
        <p className="quiet">{t('nomenclature.notFiled')}</p>
      ) : (
        <p>
          {readsCases ? (
            <button type="button" className="text-button" onClick={() => go({ room: 'archive', view: 'case', caseId: filed.caseId })}>
              {t('nomenclature.filedWhere', { index: filed.index, title: filed.title, year: filed.year, volume: filed.volume })}
            </button>
          ) : (
            t('nomenclature.filedWhere', { index: filed.index, title: filed.title, year: filed.year, volume: filed.volume })
          )}
          <span className="quiet numbers">
            {' '}
            · {filed.by}, {words.instant(filed.at)}
          </span>
        </p>
      )}
      {file.error === null ? null : <ErrorNote error={file.error} />}
      {closed ? <p className="quiet">{t('caseFile.staysThere')}</p> : null}
      {mayFile && proposed !== null ? <p className="quiet">{t(`caseFile.proposed.${proposed.ground}`)}</p> : null}
      {mayFile && !closed ? (
        <Group gap="xs" align="end">
          <Select
            label={t('nomenclature.case')}
            searchable
            style={{ flex: 1, minWidth: 180 }}
            value={target?.caseId ?? null}
            nothingFoundMessage={t('palette.nothing')}
            onChange={(value) => {
              setChosen(value);
              setVolume(null);
            }}
            data={cases.map((one) => ({ value: one.caseId, label: `${one.index} ${one.title}` }))}
          />
          <NumberInput label={t('nomenclature.volume')} style={{ width: 72 }} allowDecimal={false} min={1} max={target?.volumes ?? 1} value={into} onChange={(value) => setVolume(typeof value === 'number' ? value : null)} />
          <Button loading={file.running} disabled={target === undefined || (filed !== null && filed.caseId === target.caseId && filed.volume === into)} onClick={() => void fileIt()}>
            {t('nomenclature.file')}
          </Button>
        </Group>
      ) : null}
    </section>
  );
}

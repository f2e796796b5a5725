import { Button } from '@mantine/core';
import { useState } from 'react';
import { CONTENTS_PAGE } from '#shared/contract/case-files.ts';
import { useAsk } from '../../../app/use-ask.ts';
import { useWords } from '../../../app/use-text.ts';
import { usePlaces } from '../../../state/places.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import { WideTable } from '../../../ui/wide-table.tsx';
import styles from './case.module.css';

interface Props {
  readonly caseId: string;
  readonly documents: number;
  /** The case goes through several years, so that each line says its year. */
  readonly years: boolean;
}

/** What lies in the case, in the order of its volumes, a page at a time. */
export function ContentsPart({ caseId, documents, years }: Props) {
  const words = useWords();
  const { t } = words;
  const go = usePlaces((places) => places.go);
  const [offset, setOffset] = useState(0);
  const answer = useAsk(`caseFiles.contents:${caseId}:${offset}`, (client, options) => client.caseFiles.contents({ caseId, offset }, options), ['archive', 'nomenclature', 'cards']);
  if (answer.error !== null && answer.value === null) return <ErrorNote error={answer.error} again={answer.again} />;
  if (answer.value === null) return <SlowLoading label={t('common.loading')} lines={4} />;
  const { rows, readable, hidden } = answer.value;
  const heads = [t('nomenclature.volume'), ...(years ? [t('nomenclature.year')] : []), t('caseFile.index'), t('caseFile.date'), t('requisite.correspondent'), t('requisite.subject'), t('caseFile.sheets'), t('paperDuplicate.title')];
  return (
    <section aria-labelledby="case-contents">
      <h2 id="case-contents">{t('caseFile.contents')}</h2>
      {hidden === 0 ? null : <p className="quiet">{t('caseFile.hidden', { count: words.number(hidden) })}</p>}
      {documents === 0 ? <p className="quiet">{t('caseFile.contentsNone')}</p> : null}
      {rows.length === 0 ? null : (
        <WideTable labelledBy="case-contents">
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.documentId}>
                <td className="numbers">{row.volume ?? <span className={styles['full']}>{t('caseFile.point.notFiled')}</span>}</td>
                {years ? <td className="numbers">{row.year}</td> : null}
                <td className={`${styles['whole']} numbers`}>
                  <button type="button" className="text-button" onClick={() => go({ room: 'registration', view: 'document', documentId: row.documentId })}>
                    {row.registrationIndex}
                  </button>
                </td>
                <td className={`${styles['whole']} numbers`}>{words.day(row.registrationDate)}</td>
                <td>{row.correspondent}</td>
                <td>{row.subject}</td>
                <td className="numbers">{row.sheets === null ? null : words.number(row.sheets)}</td>
                <td>{row.medium === 'paper' ? <span className="quiet">{t('requisite.medium.paper')}</span> : row.duplicate}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      {readable > CONTENTS_PAGE ? (
        <div className={styles['buttons']}>
          <Button variant="default" disabled={offset === 0} onClick={() => setOffset(offset - CONTENTS_PAGE)}>
            {t('caseFile.pageBefore')}
          </Button>
          <Button variant="default" disabled={offset + CONTENTS_PAGE >= readable} onClick={() => setOffset(offset + CONTENTS_PAGE)}>
            {t('caseFile.pageNext')}
          </Button>
          <span className="quiet numbers">{t('common.shown', { shown: `${offset + 1}–${offset + rows.length}`, total: words.number(readable) })}</span>
        </div>
      ) : null}
    </section>
  );
}

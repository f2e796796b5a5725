import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { MethodInput } from '#shared/contract/index.ts';
import { LIST_CHANGE_LIMIT, type ListChanges } from '#shared/contract/retention-terms.ts';
import { toastsFor } from '../../../app/toasts.tsx';
import type { Answer } from '../../../app/use-ask.ts';
import { useCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import { WideTable } from '../../../ui/wide-table.tsx';
import styles from './terms.module.css';

/** What the retention list that holds today would change of open cases: taken over or left, with a basis (NOM-03). */
export function ListChangesDialog({ answer, onClose }: { readonly answer: Answer<ListChanges>; readonly onClose: () => void }) {
  const { t } = useWords();
  return (
    <Modal opened size="xl" onClose={onClose} title={t('terms.list')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {answer.error === null ? null : <ErrorNote error={answer.error} again={answer.again} />}
      {answer.value === null ? answer.error === null ? <SlowLoading label={t('common.loading')} /> : null : <Changes changes={answer.value} />}
    </Modal>
  );
}

function Changes({ changes: { list, changes, unclear } }: { readonly changes: ListChanges }) {
  const words = useWords();
  const { t } = words;
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [basis, setBasis] = useState('');
  const [tried, setTried] = useState(false);
  const decide = useCall((client, input: MethodInput<'retentionTerms.decideListChanges'>, options) => client.retentionTerms.decideListChanges(input, options));
  // One decision takes so many cases at most; the others are there after it.
  const offered = changes.slice(0, LIST_CHANGE_LIMIT);
  const chosen = offered.filter(({ caseId }) => marked.has(caseId));

  function mark(caseId: string, on: boolean): void {
    setMarked(new Set(on ? [...marked, caseId] : [...marked].filter((one) => one !== caseId)));
  }
  async function run(accepted: boolean): Promise<void> {
    setTried(true);
    if (chosen.length === 0 || basis.trim() === '') return;
    const made = await decide.run({ list, accepted, basis: basis.trim(), cases: chosen.map(({ caseId, listed }) => ({ caseId, listed })) });
    if (made === null) return;
    toastsFor(words).done(t('terms.saved'));
    setMarked(new Set());
    setTried(false);
  }

  return (
    <Stack gap="sm">
      <p>{t(changes.length === 0 ? 'terms.listNone' : 'terms.listExplain', { list })}</p>
      {offered.length === 0 ? null : (
        <>
          {decide.error === null ? null : <ErrorNote error={decide.error} />}
          <div className={styles['changes']}>
            <WideTable label={t('terms.list')}>
              <thead>
                <tr>
                  <th scope="col">
                    <Checkbox aria-label={t('terms.listAll')} checked={chosen.length === offered.length} indeterminate={chosen.length > 0 && chosen.length < offered.length} onChange={(event) => setMarked(new Set(event.currentTarget.checked ? offered.map(({ caseId }) => caseId) : []))} />
                  </th>
                  <th scope="col">{t('terms.case')}</th>
                  <th scope="col">{t('terms.listNow')}</th>
                  <th scope="col">{t('terms.listThen')}</th>
                </tr>
              </thead>
              <tbody>
                {offered.map((change) => (
                  <tr key={change.caseId}>
                    <td>
                      <Checkbox aria-label={t('terms.listChoose', { index: change.index })} checked={marked.has(change.caseId)} onChange={(event) => mark(change.caseId, event.currentTarget.checked)} />
                    </td>
                    <td>
                      <strong>{change.index}</strong> ({change.year})<p>{change.title}</p>
                    </td>
                    <td>{change.beforeText}</td>
                    <td>
                      <strong>{change.listedText}</strong>
                    </td>
                  </tr>
                ))}
              </tbody>
            </WideTable>
          </div>
          {tried && chosen.length === 0 ? <p role="alert">{t('terms.listChooseSome')}</p> : null}
          <TextInput label={t('terms.basis')} description={t('terms.basisHint')} required maxLength={500} value={basis} onChange={(event) => setBasis(event.currentTarget.value)} error={tried && basis.trim() === '' ? t('terms.basisNeeded') : null} autoComplete="off" />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" disabled={decide.running} onClick={() => void run(false)}>
              {t('terms.listLeave')}
            </Button>
            <Button loading={decide.running} onClick={() => void run(true)}>
              {t('terms.listTake')}
            </Button>
          </Group>
        </>
      )}
      {unclear.length === 0 ? null : (
        <div className={styles['facts']}>
          <p>{t('terms.listUnclear')}</p>
          <ul>
            {unclear.map(({ caseId, index, year, title, article }) => (
              <li key={caseId}>
                <strong>{index}</strong> ({year}) {title} · {article}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Stack>
  );
}

import { Button, Checkbox, Group, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { MethodInput, MethodOutput } from '#shared/contract/index.ts';
import type { PackageDocument } from '#shared/contract/packages.ts';
import { isTaken, TAKE_LIMIT } from '#shared/domain/package-documents.ts';
import { toastsFor } from '../../../app/toasts.tsx';
import { useAsk } from '../../../app/use-ask.ts';
import { useCall } from '../../../app/use-call.ts';
import { useWords, type Words } from '../../../app/use-text.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { usePagedRows } from '../../../ui/paged-rows.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import { useFocusOnShow } from '../../../ui/use-focus-on-show.ts';
import { WideTable } from '../../../ui/wide-table.tsx';
import { Working } from '../../../ui/working.tsx';
import styles from './packages.module.css';

/** Documents of a package that was kept: those that are chosen become letters that wait for registration here. */
export function TakeDocuments({ packageId }: { readonly packageId: string }) {
  const { t } = useWords();
  const asked = useAsk(`packages.documents ${packageId}`, (client, options) => client.packages.documents({ packageId }, options), ['archive', 'letters']);
  if (asked.error !== null && asked.value === null) return <ErrorNote error={asked.error} again={asked.again} />;
  return asked.value === null ? <SlowLoading label={t('common.loading')} lines={6} /> : <Documents packageId={packageId} documents={asked.value.documents} />;
}

function Documents({ packageId, documents }: { readonly packageId: string; readonly documents: readonly PackageDocument[] }) {
  const words = useWords();
  const { t } = words;
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [tried, setTried] = useState(false);
  const first = useFocusOnShow<HTMLInputElement>();
  const [refused, setRefused] = useState<MethodOutput<'packages.take'>['refused']>([]);
  const take = useCall((client, input: MethodInput<'packages.take'>, options) => client.packages.take(input, options));
  const { shown, more } = usePagedRows(documents);
  const free = documents.filter(({ taken }) => taken === null || !isTaken([taken.state]));
  const chosen = free.filter(({ path }) => marked.has(path)).map(({ path }) => path);
  const most = free.slice(0, TAKE_LIMIT).map(({ path }) => path);
  const every = most.length > 0 && most.every((path) => marked.has(path));
  const toggle = (path: string): void => setMarked(new Set(marked.has(path) ? [...marked].filter((one) => one !== path) : [...marked, path]));

  async function run(): Promise<void> {
    setTried(true);
    setRefused([]);
    if (chosen.length === 0) return;
    const done = await take.run({ packageId, paths: chosen });
    if (done === null) return;
    setTried(false);
    setMarked(new Set());
    setRefused(done.refused);
    if (done.taken.length > 0) toastsFor(words).done(t('packages.take.done', { count: words.number(done.taken.length) }));
  }

  return (
    <Stack gap="sm">
      <p>{t('packages.take.explain')}</p>
      {take.error === null ? null : <ErrorNote error={take.error} />}
      {refused.length === 0 ? null : (
        <div role="alert">
          <p className={styles['verdict']}>
            <IconAlertTriangle size={20} aria-hidden className={styles['unsound']} />
            {t('packages.take.refused')}
          </p>
          <ul className={styles['findings']}>
            {refused.map(({ path, reason }) => (
              <li key={path}>
                <span className="numbers">{documents.find((document) => document.path === path)?.registrationIndex ?? path}</span> — {t(`packages.takeRefusal.${reason}`)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <WideTable label={t('packages.documents')}>
        <thead>
          <tr>
            <th scope="col">
              <Checkbox
                ref={first}
                aria-label={t('packages.take.chooseAll')}
                title={t('packages.take.chooseAll')}
                disabled={most.length === 0 || take.running}
                checked={every}
                indeterminate={!every && chosen.length > 0}
                onChange={() => setMarked(every ? new Set() : new Set(most))}
              />
            </th>
            <th scope="col">{t('packages.column.index')}</th>
            <th scope="col">{t('packages.column.date')}</th>
            <th scope="col">{t('packages.column.subject')}</th>
            <th scope="col">{t('packages.column.files')}</th>
            <th scope="col">{t('packages.column.signatures')}</th>
            <th scope="col">{t('packages.column.state')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ path, registrationIndex, registrationDate, subject, files, signatures, taken }) => (
            <tr key={path}>
              <td>
                {taken !== null && isTaken([taken.state]) ? null : (
                  <Checkbox aria-label={t('packages.take.choose', { index: registrationIndex })} checked={marked.has(path)} disabled={take.running || (!marked.has(path) && chosen.length >= TAKE_LIMIT)} onChange={() => toggle(path)} />
                )}
              </td>
              <td className={`numbers ${styles['index'] ?? ''}`}>{registrationIndex}</td>
              <td className="numbers">{words.day(registrationDate)}</td>
              <td>{subject}</td>
              <td className="numbers">{words.number(files)}</td>
              <td className="numbers">{words.number(signatures)}</td>
              <td>{stateOf(taken, words)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      {more}
      <p className="quiet" role="status">
        {t('packages.take.chosen', { count: words.number(chosen.length), most: words.number(TAKE_LIMIT) })}
      </p>
      {tried && chosen.length === 0 ? <p role="alert">{t('packages.take.none')}</p> : null}
      {take.running ? <Working call={take} label={t('packages.take.running')} /> : null}
      {free.length === 0 ? null : (
        <Group justify="flex-end">
          <Button loading={take.running} onClick={() => void run()}>
            {t('packages.take.run')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function stateOf(taken: PackageDocument['taken'], { t }: Words): string {
  if (taken === null) return t('packages.taken.none');
  return taken.state === 'registered' ? t('packages.taken.registered', { index: taken.registrationIndex ?? '—' }) : t(`packages.taken.${taken.state}`);
}

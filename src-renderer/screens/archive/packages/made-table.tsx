import { Button } from '@mantine/core';
import { Fragment } from 'react';
import type { MadePackage } from '#shared/contract/packages.ts';
import { saveFile } from '../../../app/save-file.ts';
import { useCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SmallTable } from '../../../ui/small-table.tsx';
import { Working } from '../../../ui/working.tsx';

/** Packages that this office made, newest first; the file lies at the desk that made it. */
export function MadeTable({ packages }: { readonly packages: readonly MadePackage[] }) {
  const words = useWords();
  const { t } = words;
  const save = useCall((client, file: Pick<MadePackage, 'sha256' | 'size' | 'fileName'>, options) => saveFile(client, file, options));
  return (
    <>
      {save.error === null ? null : <ErrorNote error={save.error} />}
      {save.running ? <Working call={save} label={t('common.loading')} /> : null}
      <SmallTable
        label={t('packages.made')}
        empty={t('packages.made.empty')}
        heads={[t('packages.column.date'), t('packages.column.for'), t('packages.column.format'), t('packages.column.cases'), t('packages.column.documents'), t('packages.column.sum'), t('packages.column.action')]}
        rows={packages.map((made) => ({
          key: made.packageId,
          cells: [
            <Fragment key="made">
              {words.instant(made.madeAt)}
              <br />
              {made.madeBy}
            </Fragment>,
            made.permission === null ? (
              made.madeFor
            ) : (
              <Fragment key="for">
                {made.madeFor}
                <br />
                {t('packages.permitted', { permission: made.permission })}
              </Fragment>
            ),
            `${t(`packages.format.${made.format}`)}, ${words.size(made.size)}`,
            words.number(made.cases),
            words.number(made.documents),
            <code key="sum" title={made.manifestSha256}>{`${made.manifestSha256.slice(0, 12)}…`}</code>,
            made.removedWith !== null ? (
              t('packages.removedWith', { number: made.removedWith })
            ) : made.here ? (
              <Button key="save" variant="default" size="compact-sm" disabled={save.running} aria-label={t('packages.save', { file: made.fileName })} onClick={() => void save.run(made)}>
                {t('packages.save.short')}
              </Button>
            ) : (
              t('packages.elsewhere')
            ),
          ],
        }))}
      />
    </>
  );
}

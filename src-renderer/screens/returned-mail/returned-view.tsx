import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMailForward } from '@tabler/icons-react';
import { useAsk } from '../../app/use-ask.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import tables from '../administration/administration.module.css';
import view from '../review/to-pass-view.module.css';
import { ReturnDialog } from './return-dialog.tsx';

/** Mail that went back without a number. */
export function ReturnedView() {
  const words = useWords();
  const { t } = words;
  const [opened, dialog] = useDisclosure(false);
  const list = useAsk('returnedMail.list', (client, options) => client.returnedMail.list({}, options), ['letters']);
  useScreenShortcuts([{ id: 'newLetter', keys: ['Alt+N'], label: 'returned.paper', group: 'screen', run: dialog.open }]);
  if (list.error !== null && list.value === null) return <div className="padded"><ErrorNote error={list.error} again={list.again} /></div>;
  if (list.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  const { items, total } = list.value;
  return (
    <div className={view['view']}>
      <div className={tables['bar']}>
        <h2>{t('returned.title')}</h2>
        <Button leftSection={<IconMailForward size={16} aria-hidden />} rightSection={<kbd className={view['key']}>Alt+N</kbd>} onClick={dialog.open}>
          {t('returned.paper')}
        </Button>
      </div>
      {items.length === 0 ? <Empty icon={<IconMailForward size={40} stroke={1.2} aria-hidden />} title={t('returned.none')} hint={t('returned.noneHint')} /> : null}
      {total > items.length ? <p className="quiet">{t('common.shown', { shown: items.length, total })}</p> : null}
      {items.length === 0 ? null : (
        <WideTable label={t('returned.title')}>
          <thead>
            <tr>
              <th scope="col">{t('returned.at')}</th>
              <th scope="col">{t('returned.description')}</th>
              <th scope="col">{t('returned.to')}</th>
              <th scope="col">{t('common.reason')}</th>
              <th scope="col">{t('requisite.delivery')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.returnId}>
                <td>
                  {words.instant(item.returnedAt)}
                  <p className="quiet">{item.returnedBy}</p>
                </td>
                <td>
                  {item.description}
                  {item.sender === null ? null : <p className="quiet">{item.sender}</p>}
                </td>
                <td>{item.returnedTo}</td>
                <td>
                  {item.reason}
                  {item.note === null ? null : <p className="quiet">{item.note}</p>}
                </td>
                <td>
                  {t(`requisite.delivery.${item.delivery}`)}
                  {item.postalTrack === null ? null : <p className="quiet">{item.postalTrack}</p>}
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
      <ReturnDialog opened={opened} letter={null} onClose={dialog.close} onReturned={list.again} />
    </div>
  );
}

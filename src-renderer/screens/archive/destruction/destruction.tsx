import { Button } from '@mantine/core';
import { IconFlame } from '@tabler/icons-react';
import { useState } from 'react';
import { useAsk } from '../../../app/use-ask.ts';
import { useScreenShortcuts } from '../../../app/use-shortcuts.ts';
import { useWords } from '../../../app/use-text.ts';
import type { Person } from '../../../state/desk.ts';
import { Empty } from '../../../ui/empty.tsx';
import { ErrorNote } from '../../../ui/error-note.tsx';
import { SlowLoading } from '../../../ui/slow-loading.tsx';
import { WideTable } from '../../../ui/wide-table.tsx';
import styles from '../../administration/administration.module.css';
import own from '../../directories/directories.module.css';
import { ActView } from './act-view.tsx';
import page from './destruction.module.css';
import { NewAct } from './new-act.tsx';

export function Destruction({ person }: { readonly person: Person }) {
  return (
    <div className={page['page']}>
      <Acts person={person} />
    </div>
  );
}

/** Acts of destruction: the list, a new one made of what is proposed, and each act on its way (C.7.5, C.7.6). */
function Acts({ person }: { readonly person: Person }) {
  const words = useWords();
  const { t } = words;
  const [shown, setShown] = useState<{ readonly actId: string } | 'list' | 'new'>('list');
  const list = useAsk('destruction.acts', (client, options) => client.destruction.acts({}, options), ['archive']);
  useScreenShortcuts(shown === 'list' ? [{ id: 'newLetter', keys: ['Alt+N'], label: 'destruction.new', group: 'screen', run: () => setShown('new') }] : []);
  if (list.value === null) return list.error === null ? <SlowLoading label={t('common.loading')} lines={6} /> : <ErrorNote error={list.error} again={list.again} />;
  if (shown === 'new') return <NewAct suggestedNumber={list.value.suggestedNumber} onDone={(actId) => setShown(actId === null ? 'list' : { actId })} />;
  if (shown !== 'list') return <ActView key={shown.actId} actId={shown.actId} person={person} onBack={() => setShown('list')} />;
  const { acts } = list.value;
  return (
    <>
      <div className={styles['bar']}>
        <h1 className={own['title']}>{t('destruction.acts')}</h1>
        <Button onClick={() => setShown('new')}>{t('destruction.new')}</Button>
      </div>
      {acts.length === 0 ? (
        <Empty icon={<IconFlame size={40} stroke={1.2} aria-hidden />} title={t('destruction.none')} hint={t('destruction.noneHint')} />
      ) : (
        <WideTable label={t('destruction.acts')}>
          <thead>
            <tr>
              <th scope="col">{t('destruction.act')}</th>
              <th scope="col">{t('destruction.drawnUpOn')}</th>
              <th scope="col">{t('destruction.drawnUpBy')}</th>
              <th scope="col">{t('destruction.cases')}</th>
              <th scope="col">{t('destruction.state')}</th>
            </tr>
          </thead>
          <tbody>
            {acts.map((act) => (
              <tr key={act.actId}>
                <td>
                  <button type="button" className="text-button" onClick={() => setShown({ actId: act.actId })}>
                    {t('destruction.actCalled', { number: act.number, year: act.year })}
                  </button>
                </td>
                <td>{words.day(act.drawnUpOn)}</td>
                <td>{act.drawnUpBy}</td>
                <td>{words.number(act.cases)}</td>
                <td>{t(`destruction.state.${act.state}`)}</td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
    </>
  );
}

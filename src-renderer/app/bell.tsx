import { ActionIcon, Tooltip } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useEffect } from 'react';
import styles from '../screens/notifications/notifications.module.css';
import { useDesk } from '../state/desk.ts';
import { toastsFor } from './toasts.tsx';
import { useAsk } from './use-ask.ts';
import { useWords } from './use-text.ts';

/** More of them at once are told by their number. */
const TOLD_ONE_BY_ONE = 3;
/** What does not fit the bell any more. */
const MOST_SHOWN = 99;

/** The bell of the frame: how many notices are unread, and a word for each that comes while the person works (NOT-01). */
export function Bell({ onOpen }: { readonly onOpen: () => void }) {
  const words = useWords();
  const { t, number } = words;
  const unread = useAsk('notifications.unread', (client, options) => client.notifications.mine({ unreadOnly: true, limit: 1 }, options), ['notifications']).value?.unread ?? 0;
  const heard = useDesk((desk) => desk.heardNotices);
  const take = useDesk((desk) => desk.takeHeardNotices);

  useEffect(() => {
    const fresh = heard.length === 0 ? [] : take();
    const toasts = toastsFor(words);
    if (fresh.length > TOLD_ONE_BY_ONE) toasts.tell(t('notice.bell', { count: fresh.length }));
    else for (const { kind, registrationIndex } of fresh) toasts.tell(registrationIndex === null ? t(`notice.kind.${kind}`) : `${t(`notice.kind.${kind}`)}: № ${registrationIndex}`);
  }, [heard, take, words, t]);

  return (
    <Tooltip label={`${t('notice.title')} (Alt+B)`}>
      <ActionIcon className={styles['bell']} aria-label={t('notice.bell', { count: unread })} aria-keyshortcuts="Alt+B" onClick={onOpen}>
        <IconBell size={18} aria-hidden />
        {unread === 0 ? null : (
          <span className={`${styles['count']} numbers`} aria-hidden>
            {unread > MOST_SHOWN ? `${number(MOST_SHOWN)}+` : number(unread)}
          </span>
        )}
      </ActionIcon>
    </Tooltip>
  );
}

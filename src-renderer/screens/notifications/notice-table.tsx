import type { Notice } from '#shared/contract/notifications.ts';
import { ARCHIVE_ALARMS, DUE_NOTICES, EXCHANGE_NOTICES, SECURITY_NOTICES } from '#shared/domain/notifications.ts';
import { useWords } from '../../app/use-text.ts';
import { WideTable } from '../../ui/wide-table.tsx';
import lines from '../review/to-pass-view.module.css';
import { detailOf } from './notice-detail.ts';
import styles from './notifications.module.css';
import { roomOfNotice } from './place-of-notice.ts';

/** What calls for attention at once: it stands in red. */
const PRESSING: readonly string[] = [...DUE_NOTICES, ...SECURITY_NOTICES, ...EXCHANGE_NOTICES, ...ARCHIVE_ALARMS, 'useOverdue'].filter((kind) => kind !== 'dueSoon');

interface Props {
  readonly label: string;
  readonly notices: readonly Notice[];
  readonly inHand?: Notice | undefined;
  readonly onOpen: (notice: Notice) => void;
  readonly onRead: (notice: Notice) => void;
}

/** Notices as a table: what happened, on which document, when and by whom. */
export function NoticeTable({ label, notices, inHand, onOpen, onRead }: Props) {
  const words = useWords();
  const { t } = words;
  return (
    <WideTable label={label} keys="list">
      <thead>
        <tr>
          <th scope="col">{t('notice.column.what')}</th>
          <th scope="col">{t('notice.column.document')}</th>
          <th scope="col">{t('notice.column.when')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('notice.markRead')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {notices.map((notice) => (
          <tr key={notice.noticeId} data-in-hand={notice === inHand || undefined} data-unread={!notice.read || undefined} className={`${lines['row']} ${styles['row']}`}>
            <td className={styles['what']}>
              <p className={styles['kind']} data-pressing={PRESSING.includes(notice.kind) || undefined}>
                {t(`notice.kind.${notice.kind}`)}
                {notice.read ? null : <span className="visually-hidden"> ({t('notice.unread')})</span>}
              </p>
              {notice.dueAt === null ? null : <p className="quiet">{t('notice.dueAt', { time: words.instant(notice.dueAt) })}</p>}
              {notice.detail === '' ? null : <p className="two-lines" title={detailOf(notice, words)}>{detailOf(notice, words)}</p>}
            </td>
            <td>
              {notice.registrationIndex === null ? null : (
                <button type="button" className={`${lines['open']} text-button`} onClick={() => onOpen(notice)}>
                  № {notice.registrationIndex}
                </button>
              )}
              {notice.registrationIndex === null && notice.documentId !== null ? (
                <button type="button" className="text-button" onClick={() => onOpen(notice)}>
                  {t('start.draft')}
                </button>
              ) : null}
              <RoomLink notice={notice} onOpen={onOpen} />
              {notice.subject === null ? null : <p className="two-lines" title={notice.subject}>{notice.subject}</p>}
            </td>
            <td className={styles['when']}>
              <p>{words.instant(notice.at)}</p>
              <p className="quiet">{notice.by === '' ? t('notice.byDesk') : notice.by}</p>
            </td>
            <td>
              {notice.read ? null : (
                <button type="button" className="text-button" onClick={() => onRead(notice)} aria-label={`${t('notice.done')}: ${t(`notice.kind.${notice.kind}`)}${notice.registrationIndex === null ? '' : ` № ${notice.registrationIndex}`}`}>
                  {t('notice.done')}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

/** What is about no document leads to the room where it is mended. */
function RoomLink({ notice, onOpen }: { readonly notice: Notice; readonly onOpen: (notice: Notice) => void }) {
  const { t } = useWords();
  const name = roomOfNotice(notice);
  return name === null ? null : (
    <button type="button" className="text-button" onClick={() => onOpen(notice)}>
      {t(name)}
    </button>
  );
}

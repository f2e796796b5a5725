import type { MessageKey } from '#shared/i18n/translate.ts';
import { useDesk } from '../state/desk.ts';
import { placeOfRoom, type Room, usePlaces } from '../state/places.ts';
import styles from './rail.module.css';
import { ROOM_ICONS } from './rooms.ts';
import { useWords } from './use-text.ts';

interface Props {
  readonly rooms: readonly Room[];
  /** What waits in a room for a person. */
  readonly waiting: Partial<Readonly<Record<Room, number>>>;
}

const WAITING: Partial<Readonly<Record<Room, MessageKey>>> = { start: 'frame.toAct', registration: 'frame.waiting', exchange: 'frame.toSettle', directories: 'frame.copiesToGive' };

/** The rooms, with what waits in them. */
export function Rail({ rooms, waiting }: Props) {
  const { t, number } = useWords();
  const here = usePlaces((places) => places.place?.room);
  const go = usePlaces((places) => places.go);
  const demonstration = useDesk((desk) => desk.state?.demonstration ?? false);

  return (
    <nav className={styles['rail']} aria-label={t('frame.rooms')}>
      <span className={styles['mark']} data-demonstration={demonstration || undefined} aria-hidden>
        №
      </span>
      {rooms.map((room) => {
        const Icon = ROOM_ICONS[room];
        const count = waiting[room] ?? 0;
        const says = WAITING[room];
        return (
          <button key={room} type="button" className={styles['room']} aria-current={here === room ? 'page' : undefined} title={t(`frame.room.${room}`)} onClick={() => go(placeOfRoom(room))}>
            <span className={styles['picture']}>
              <Icon size={22} stroke={1.6} aria-hidden />
              {count > 0 && says !== undefined ? (
                <>
                  <span className={`${styles['counter']} numbers`} aria-hidden>
                    {number(count)}
                  </span>
                  <span className="visually-hidden">{t(says, { count })}</span>
                </>
              ) : null}
            </span>
            <span className={styles['name']}>{t(`frame.short.${room}`)}</span>
          </button>
        );
      })}
    </nav>
  );
}

import { Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { Direction } from '#shared/domain/registration-card.ts';
import type { MessageKey } from '#shared/i18n/translate.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { type Place, usePlaces } from '../../state/places.ts';
import styles from './room-views.module.css';

export type RoomView = Direction | 'letters' | 'to-pass' | 'handover' | 'returned' | 'import';

const NAMES: Readonly<Record<RoomView, MessageKey>> = {
  letters: 'registration.tab.letters',
  incoming: 'direction.incoming',
  outgoing: 'direction.outgoing',
  internal: 'direction.internal',
  'to-pass': 'review.tab',
  handover: 'dayPapers.handover',
  returned: 'returned.tab',
  import: 'journalImport.tab',
};
const OF_THE_DAY: readonly RoomView[] = ['letters', 'incoming', 'outgoing', 'internal', 'to-pass'];
/** Rare: behind "more", so that the row fits a small screen in every language. */
const RARE: readonly RoomView[] = ['handover', 'returned', 'import'];
const FOR_READERS: readonly RoomView[] = ['incoming', 'outgoing', 'internal'];

function placeOf(view: RoomView): Place {
  return view === 'incoming' || view === 'outgoing' || view === 'internal' ? { room: 'registration', view: 'journal', direction: view } : { room: 'registration', view };
}

/** The lists of the room: what each day needs in a row, the rest behind "more"; all of them in the palette. */
export function RoomViews({ here, registers }: { readonly here: RoomView; readonly registers: boolean }) {
  const { t } = useWords();
  const go = usePlaces((places) => places.go);
  const row = registers ? OF_THE_DAY : FOR_READERS;
  const rare = registers ? RARE : [];
  useScreenShortcuts([...row, ...rare].filter((view) => view !== here).map((view) => ({ id: `view.${view}`, keys: [], label: NAMES[view], group: 'screen', run: () => go(placeOf(view)) })));
  const rareHere = rare.find((view) => view === here);

  return (
    <nav className={styles['views']} aria-label={t('registration.views')}>
      {row.map((view) => (
        <button key={view} type="button" aria-current={here === view ? 'page' : undefined} onClick={() => go(placeOf(view))}>
          {t(NAMES[view])}
        </button>
      ))}
      {rare.length === 0 ? null : (
        <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
          <Menu.Target>
            <button type="button" aria-current={rareHere === undefined ? undefined : 'page'}>
              {t(rareHere === undefined ? 'registration.views.more' : NAMES[rareHere])} <IconChevronDown size={14} aria-hidden />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {rare.map((view) => (
              <Menu.Item key={view} aria-current={here === view ? 'page' : undefined} onClick={() => go(placeOf(view))}>
                {t(NAMES[view])}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </nav>
  );
}

import { IconKey, IconKeyboard, IconLanguage, IconLogout, IconMoon, IconSun } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { LANGUAGES } from '#shared/domain/languages.ts';
import { placeOfRoom, type Room, usePlaces } from '../state/places.ts';
import { usePreferences } from '../state/preferences.ts';
import { activeShortcuts, useShortcuts } from '../state/shortcuts.ts';
import { OWN_LANGUAGE_NAMES } from './own-language-names.ts';
import { ROOM_ICONS } from './rooms.ts';
import { useSignOut } from './use-sign-out.ts';
import { useWords } from './use-text.ts';

export interface Command {
  readonly id: string;
  readonly label: string;
  readonly keys?: string;
  readonly icon?: ReactNode;
  readonly run: () => void;
}

const NOT_COMMANDS = new Set(['palette', 'down', 'up', 'back', 'keys']);

/** Everything that can be done from here: what the screen's keys do, rooms, language, colours, the way out. */
export function useCommands({ rooms, onKeys, onPassword }: { readonly rooms: readonly Room[]; readonly onKeys: () => void; readonly onPassword: () => void }): Command[] {
  const { t, language } = useWords();
  const layers = useShortcuts((state) => state.layers);
  const scheme = usePreferences((preferences) => preferences.scheme);
  const setLanguage = usePreferences((preferences) => preferences.setLanguage);
  const setScheme = usePreferences((preferences) => preferences.setScheme);
  const go = usePlaces((places) => places.go);
  const signOut = useSignOut();
  const toScheme = scheme === 'light' ? 'dark' : 'light';
  const icon = { size: 18, 'aria-hidden': true } as const;

  const ofScreen = activeShortcuts(layers)
    .filter((shortcut) => shortcut.listens !== false && !NOT_COMMANDS.has(shortcut.id))
    .map((shortcut): Command => ({ id: shortcut.id, label: t(shortcut.label), ...(shortcut.keys[0] === undefined ? {} : { keys: shortcut.keys[0] }), run: shortcut.run }));
  return [
    ...ofScreen,
    ...rooms.map((room): Command => {
      const Icon = ROOM_ICONS[room];
      return { id: `room.${room}`, label: t('palette.goTo', { room: t(`frame.room.${room}`) }), icon: <Icon {...icon} />, run: () => go(placeOfRoom(room)) };
    }),
    { id: 'keys', label: t('shortcut.keys'), keys: '?', icon: <IconKeyboard {...icon} />, run: onKeys },
    ...LANGUAGES.filter((other) => other !== language).map(
      (other): Command => ({ id: `language.${other}`, label: `${t('frame.language')}: ${OWN_LANGUAGE_NAMES[other]}`, icon: <IconLanguage {...icon} />, run: () => setLanguage(other) }),
    ),
    { id: 'scheme', label: t(`frame.${toScheme}`), icon: toScheme === 'dark' ? <IconMoon {...icon} /> : <IconSun {...icon} />, run: () => setScheme(toScheme) },
    { id: 'password', label: t('frame.changePassword'), icon: <IconKey {...icon} />, run: onPassword },
    { id: 'signOut', label: t('frame.signOut'), icon: <IconLogout {...icon} />, run: signOut },
  ];
}

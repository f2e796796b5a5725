import { usePlaces } from '../state/places.ts';
import { useWords } from './use-text.ts';

/** The way to the place that is shown, for people. */
export function useWhere(): string[] {
  const { t } = useWords();
  const place = usePlaces((places) => places.place);
  const title = usePlaces((places) => places.title);
  if (place === null) return [];
  const room = t(`frame.room.${place.room}`);
  switch (place.view) {
    case 'mine':
    case 'control':
    case 'drafts':
    case 'duties':
      return [room, t(`start.tab.${place.view}`)];
    case 'notices':
      return [room, t('notice.title')];
    case 'letters':
      return [room, t('registration.tab.letters')];
    case 'to-pass':
      return [room, t('review.tab')];
    case 'handover':
      return [room, t('dayPapers.handover')];
    case 'returned':
      return [room, t('returned.tab')];
    case 'import':
      return [room, t('journalImport.tab')];
    case 'journal':
      return [room, t(`direction.${place.direction}`)];
    case 'document':
      return [room, title ?? t('common.pane.viewer')];
    case 'draft':
      return [room, t('start.tab.drafts'), title ?? t('draft.new')];
    case 'results':
    case 'year':
      return [room];
    case 'correspondents':
      return [room, t('correspondents.title')];
    case 'journals':
    case 'kinds':
    case 'structure':
      return [room, t(`${place.view}.title`)];
    case 'review':
      return [room, t('review.settings')];
    case 'outages':
      return [room, t('outage.title')];
    case 'copies':
      return [room, t('copyRegister.title')];
    case 'routes':
      return [room, t('routeEditor.title')];
    case 'signatures':
      return [room, t('signatureRegister.title')];
    case 'state':
    case 'waiting':
    case 'gapAct':
      return [room, t(`sync.tab.${place.view}`)];
    case 'conflicts':
      return [room, t(place.settled ? 'sync.tab.settled' : 'sync.tab.conflicts')];
    case 'terms':
    case 'holds':
    case 'inventories':
    case 'destruction':
    case 'packages':
    case 'readingRoom':
    case 'evidence':
      return [room, t(`archive.section.${place.view}`)];
    case 'case':
      return title === null ? [room] : [room, title];
    case 'accounts':
    case 'trust':
    case 'incoming':
    case 'mail':
      return [room, t(`administration.${place.view}`)];
    case 'integrity':
      return [room, t(place.room === 'archive' ? 'archive.section.integrity' : 'administration.integrity')];
  }
}

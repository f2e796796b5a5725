import type { Office } from '#shared/contract/desk.ts';
import { useDesk, type Person, hasPersonRight } from '../../state/desk.ts';
import type { Place } from '../../state/places.ts';
import { useWords } from '../../app/use-text.ts';
import { ReturnedView } from '../returned-mail/returned-view.tsx';
import { ToPassView } from '../review/to-pass-view.tsx';
import { HandoverView } from '../day-papers/handover-view.tsx';
import { NotPrintedLine } from '../day-papers/not-printed-line.tsx';
import { DocumentPage } from '../documents/document-page.tsx';
import { JournalView } from '../documents/journal-view.tsx';
import { JournalImport } from '../journal-import/journal-import.tsx';
import { LettersView } from './letters-view.tsx';
import { RoomViews } from './room-views.tsx';
import styles from './registration-room.module.css';

const TITLES = {
  letters: 'registration.tab.letters',
  'to-pass': 'review.tab',
  handover: 'dayPapers.handover',
  returned: 'returned.title',
  import: 'journalImport.title',
  incoming: 'direction.incoming',
  outgoing: 'direction.outgoing',
  internal: 'direction.internal',
} as const;

interface Props {
  readonly person: Person;
  readonly place: Extract<Place, { room: 'registration' | 'search' }>;
}

/** Letters to register, the journals, and a registered document. */
export function RegistrationRoom({ person, place }: Props) {
  const { t } = useWords();
  const office = useDesk((desk) => desk.state?.office ?? null);
  const registers = hasPersonRight(person, 'card.register');
  if (office === null) return null;
  if (place.view === 'document') return <DocumentPage key={place.documentId} documentId={place.documentId} person={person} office={office} />;

  const here = place.view === 'journal' ? place.direction : place.view === 'results' ? 'letters' : place.view;
  return (
    <div className={styles['room']}>
      <h1 className="visually-hidden">{`${t('frame.room.registration')}: ${t(TITLES[here])}`}</h1>
      <RoomViews here={here} registers={registers} />
      {registers ? <NotPrintedLine /> : null}
      <div className={styles['view']}>{view(office)}</div>
    </div>
  );

  function view(ofOffice: Office) {
    if (place.view === 'journal' || !registers) return <JournalView key={here} direction={place.view === 'journal' ? place.direction : 'incoming'} />;
    if (place.view === 'to-pass') return <ToPassView />;
    if (place.view === 'handover') return <HandoverView />;
    if (place.view === 'import') return <JournalImport office={ofOffice} />;
    return place.view === 'returned' ? <ReturnedView /> : <LettersView office={ofOffice} />;
  }
}

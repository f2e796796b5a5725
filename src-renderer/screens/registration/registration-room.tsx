import { useDesk, type Person, hasPersonRight } from '../../state/desk.ts';
import { type Place, usePlaces } from '../../state/places.ts';
import { DIRECTIONS } from '#shared/domain/registration-card.ts';
import { useWords } from '../../app/use-text.ts';
import { DocumentPage } from '../documents/document-page.tsx';
import { JournalView } from '../documents/journal-view.tsx';
import { JournalImport } from '../journal-import/journal-import.tsx';
import { LettersView } from './letters-view.tsx';
import styles from './registration-room.module.css';

interface Props {
  readonly person: Person;
  readonly place: Extract<Place, { room: 'registration' | 'search' }>;
}

/** Letters to register, the journals, and a registered document. */
export function RegistrationRoom({ person, place }: Props) {
  const { t } = useWords();
  const go = usePlaces((places) => places.go);
  const office = useDesk((desk) => desk.state?.office ?? null);
  const registers = hasPersonRight(person, 'card.register');
  if (office === null) return null;
  if (place.view === 'document') return <DocumentPage key={place.documentId} documentId={place.documentId} person={person} office={office} />;

  const here = place.view === 'journal' ? place.direction : place.view === 'import' ? 'import' : 'letters';
  const title = here === 'letters' ? t('registration.tab.letters') : here === 'import' ? t('journalImport.title') : t(`direction.${here}`);
  return (
    <div className={styles['room']}>
      <h1 className="visually-hidden">{`${t('frame.room.registration')}: ${title}`}</h1>
      <nav className={styles['views']} aria-label={t('registration.views')}>
        {registers ? (
          <button type="button" aria-current={here === 'letters' ? 'page' : undefined} onClick={() => go({ room: 'registration', view: 'letters' })}>
            {t('registration.tab.letters')}
          </button>
        ) : null}
        {DIRECTIONS.map((direction) => (
          <button key={direction} type="button" aria-current={here === direction ? 'page' : undefined} onClick={() => go({ room: 'registration', view: 'journal', direction })}>
            {t(`direction.${direction}`)}
          </button>
        ))}
        {registers ? (
          <button type="button" aria-current={here === 'import' ? 'page' : undefined} onClick={() => go({ room: 'registration', view: 'import' })}>
            {t('journalImport.tab')}
          </button>
        ) : null}
      </nav>
      <div className={styles['view']}>{place.view === 'import' && registers ? <JournalImport office={office} /> : place.view === 'journal' || !registers ? <JournalView key={here} direction={place.view === 'journal' ? place.direction : 'incoming'} /> : <LettersView office={office} />}</div>
    </div>
  );
}

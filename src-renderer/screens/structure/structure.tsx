import { useAsk } from '../../app/use-ask.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, type Person } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import { RequiredActs } from '../acknowledgements/required-acts.tsx';
import directories from '../directories/directories.module.css';
import { Absences } from './absences.tsx';
import { Delegations } from './delegations.tsx';
import { People } from './people.tsx';
import { WorkPlans } from './work-plans.tsx';
import { Units } from './units.tsx';

/** The office as it stands: units, people and their posts, who is away, who acts for whom, when one works. */
export function Structure({ person }: { readonly person: Person }) {
  const { t } = useWords();
  const edits = hasPersonRight(person, 'directory.edit');
  const sends = hasPersonRight(person, 'acknowledgement.send');
  const overview = useAsk('structure.overview', (client, options) => client.structure.overview({}, options), ['directories', 'cards']);
  if (overview.error !== null && overview.value === null) return <ErrorNote error={overview.error} again={overview.again} />;
  if (overview.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  return (
    <>
      <h1 className={directories['title']}>{t('structure.title')}</h1>
      <Units overview={overview.value} edits={edits} />
      <People overview={overview.value} edits={edits} />
      {sends ? <RequiredActs units={overview.value.units} /> : null}
      <Absences overview={overview.value} of={edits ? 'everybody' : 'oneself'} />
      {edits ? <Delegations overview={overview.value} show="all" /> : null}
      <WorkPlans overview={overview.value} edits={edits} />
    </>
  );
}

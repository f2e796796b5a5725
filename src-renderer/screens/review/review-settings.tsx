import { Select } from '@mantine/core';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useChoices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, type Person } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import own from '../directories/directories.module.css';
import { Duties } from './duties.tsx';

/** Who is the head and who reviews what. */
export function ReviewSettings({ person }: { readonly person: Person }) {
  const words = useWords();
  const { t } = words;
  const edits = hasPersonRight(person, 'directory.edit');
  const settings = useAsk('review.settings', (client, options) => client.review.settings({}, options), ['directories']);
  const choices = useChoices();
  const setHead = useCall((client, personId: string, options) => client.review.setHead({ personId }, options));
  const error = settings.error ?? choices.error;
  if (error !== null && (settings.value === null || choices.value === null)) return <ErrorNote error={error} again={settings.error === null ? choices.again : settings.again} />;
  if (settings.value === null || choices.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  const { headPersonId, duties, people } = settings.value;

  function choose(personId: string | null): void {
    if (personId === null) return;
    void setHead.run(personId).then((done) => {
      if (done !== null) toastsFor(words).done(t('review.headSaved', { name: people.find((one) => one.personId === personId)?.name ?? '' }));
    });
  }

  return (
    <>
      <h1 className={own['title']}>{t('review.settings')}</h1>
      <section className={own['section']} aria-label={t('review.head')}>
        <Select
          label={t('review.head')}
          description={t('review.headHint')}
          maw={560}
          searchable
          allowDeselect={false}
          disabled={!edits || !(settings.value.headPersonId === null || hasPersonRight(person, 'desk.supervise'))}
          placeholder={t('common.notChosen')}
          nothingFoundMessage={t('palette.nothing')}
          value={headPersonId}
          onChange={choose}
          data={people.map((one) => ({ value: one.personId, label: [one.name, one.position].filter((part) => part !== '').join(', ') }))}
        />
        {setHead.error === null ? null : <ErrorNote error={setHead.error} />}
      </section>
      <Duties duties={duties} people={people} choices={choices.value} edits={edits} />
    </>
  );
}

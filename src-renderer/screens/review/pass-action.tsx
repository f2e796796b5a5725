import { Button, Select } from '@mantine/core';
import { IconArrowForwardUp, IconLink } from '@tabler/icons-react';
import { useState } from 'react';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, useDesk } from '../../state/desk.ts';
import { usePlaces } from '../../state/places.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './pass-action.module.css';
import { whyText } from './why.ts';

/** To whom the document goes first, why, and the key that passes it; once passed, when and to whom. */
export function PassAction({ documentId }: { readonly documentId: string }) {
  const words = useWords();
  const { t } = words;
  const go = usePlaces((places) => places.go);
  const registers = useDesk((desk) => hasPersonRight(desk.person, 'card.register'));
  const review = useAsk(`review:${documentId}`, (client, options) => client.review.ofDocument({ documentId }, options), ['cards', 'directories']);
  const settings = useAsk(registers ? 'review.settings' : null, (client, options) => client.review.settings({}, options), ['directories']);
  const [chosen, setChosen] = useState<string | null>(null);
  // The same press twice is one step.
  const [stepId] = useState(() => crypto.randomUUID());
  const pass = useCall((client, reviewerPersonId: string, options) => client.review.pass({ documentId, stepId, reviewerPersonId }, options));
  const value = review.value;
  const people = settings.value?.people ?? [];
  const suggested = value?.suggestion.person ?? null;
  const target = value?.suggestion.choice === true && chosen !== null ? (people.find(({ personId }) => personId === chosen) ?? null) : suggested;
  const ready = registers && value !== null && value.obstacles.length === 0;

  function run(): void {
    if (!ready || target === null || pass.running) return;
    void pass.run(target.personId).then((done) => {
      if (done !== null) toastsFor(words).done(t('review.passed', { name: done.reviewerName }));
    });
  }
  useScreenShortcuts(ready ? [{ id: 'pass', keys: ['F8'], label: 'shortcut.pass', group: 'screen', run }] : []);

  if (review.error !== null && value === null) return <ErrorNote error={review.error} again={review.again} />;
  // What goes out, and was never passed, has no primary review.
  if (value === null || (value.obstacles.includes('outgoing') && value.passes.length === 0)) return null;
  return (
    <section className={styles['pass']} aria-label={t('review.settings')}>
      {value.equalOriginals.map((other) => (
        <button key={other.documentId} type="button" className={`${styles['link']} text-button`} onClick={() => go({ room: 'registration', view: 'document', documentId: other.documentId })}>
          <IconLink size={14} aria-hidden /> {t('review.equalOriginals')}: № {other.registrationIndex} ({t(`requisite.medium.${other.medium}`)})
        </button>
      ))}
      {value.passes.length > 0
        ? null
        : value.alikePassed.map((other) => (
            <button key={other.documentId} type="button" className={`${styles['link']} text-button`} onClick={() => go({ room: 'registration', view: 'document', documentId: other.documentId })}>
              <IconLink size={14} aria-hidden /> {t('review.alikePassed')}: № {other.registrationIndex}
            </button>
          ))}
      {value.passes.map((one) => (
        <p key={one.stepId} className="numbers">
          {t('review.registeredAt', { time: words.instant(value.registeredAt) })} · {t('review.passedAt', { time: words.instant(one.passedAt), name: one.reviewerName, person: one.passedBy })}
        </p>
      ))}
      {ready ? (
        <div className={styles['line']}>
          <Button variant={suggested === null ? 'default' : 'light'} leftSection={<IconArrowForwardUp size={16} aria-hidden />} rightSection={<kbd className={styles['key']}>F8</kbd>} disabled={target === null} loading={pass.running} onClick={run}>
            {target === null ? t('review.pass') : t('review.passTo', { name: target.name })}
          </Button>
          {value.suggestion.choice ? (
            <Select
              aria-label={t('review.choose')}
              placeholder={t('review.choose')}
              w={280}
              searchable
              clearable
              value={chosen}
              onChange={setChosen}
              nothingFoundMessage={t('palette.nothing')}
              data={people.map((person) => ({ value: person.personId, label: [person.name, person.position].filter((part) => part !== '').join(', ') }))}
            />
          ) : null}
          <span className="quiet">{target !== suggested ? t('review.why.chosen') : whyText(value.suggestion, words)}</span>
        </div>
      ) : null}
      {value.passes.length > 0 || value.obstacles.length === 0 ? null : <p className="quiet">{value.obstacles.map((obstacle) => t(`review.obstacle.${obstacle}`)).join('; ')}</p>}
      {pass.error === null ? null : <ErrorNote error={pass.error} />}
    </section>
  );
}

import { Button, Progress } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import type { PreservationState } from '#shared/contract/preservation.ts';
import { roomsFor } from '../../../app/rooms.ts';
import { useCall } from '../../../app/use-call.ts';
import { useWords } from '../../../app/use-text.ts';
import type { Person } from '../../../state/desk.ts';
import { usePlaces } from '../../../state/places.ts';
import { ErrorNote } from '../../../ui/error-note.tsx';
import styles from './evidence.module.css';

interface Props {
  readonly state: PreservationState;
  readonly person: Person;
  readonly onChanged: () => void;
}

/** Which desk makes the evidence, what stands in its way, and the round of this desk. */
export function RoundPart({ state, person, onChanged }: Props) {
  const { t, number } = useWords();
  const act = useCall((client, what: 'begin' | 'pause', options) => client.preservation[what]({}, options));
  const { round, keeper, isKeeper } = state;
  const next = round === null ? 'begin' : round.paused ? 'resume' : 'pause';

  async function run(): Promise<void> {
    if ((await act.run(next === 'pause' ? 'pause' : 'begin')) !== null) onChanged();
  }

  return (
    <section className={styles['round']} aria-label={t('preservation.title')}>
      <p>{t(isKeeper ? 'preservation.keeperHere' : 'preservation.keeperElsewhere', { code: keeper })}</p>
      <Obstacle state={state} person={person} />
      <div className={styles['under-way']}>
        {round === null ? (
          <p className="quiet">{t('preservation.idle')}</p>
        ) : (
          <div className={styles['progress']}>
            <p>{t(round.paused ? 'preservation.paused' : 'preservation.running')}</p>
            <Progress value={round.assessed + round.left === 0 ? 0 : (round.assessed / (round.assessed + round.left)) * 100} aria-label={t('preservation.running')} />
            <p className="quiet">{t('preservation.progress', { assessed: number(round.assessed), renewed: number(round.renewed), left: number(round.left) })}</p>
          </div>
        )}
        <Button variant={round === null ? 'filled' : 'default'} loading={act.running} leftSection={next === 'pause' ? <IconPlayerPause size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />} onClick={() => void run()}>
          {t(`preservation.${next}`)}
        </Button>
      </div>
      {act.error === null ? null : <ErrorNote error={act.error} />}
    </section>
  );
}

/** Why no evidence is made and what to do; who may change it is led to it. */
function Obstacle({ state: { obstacle, obstacleSince }, person }: Pick<Props, 'state' | 'person'>) {
  const { t, instant } = useWords();
  const go = usePlaces((places) => places.go);
  if (obstacle === null) return null;
  // That another desk does it is no trouble: this one may begin a round by hand.
  if (obstacle === 'notKeeper') return <p className="quiet">{t('preservation.obstacle.notKeeper')}</p>;
  const place = `${t('frame.room.administration')} → ${t('administration.trust')}`;
  return (
    <div className="attention-note" role="status">
      <IconAlertTriangle size={18} aria-hidden />
      <div className={styles['obstacle']}>
        <p>
          <strong>{obstacleSince === null ? t('preservation.obstacle') : t('preservation.obstacleSince', { time: instant(obstacleSince) })}</strong>
        </p>
        <p>{t(`preservation.obstacle.${obstacle}`, { place })}</p>
        {roomsFor(person).includes('administration') ? (
          <div>
            <Button variant="default" size="compact-sm" onClick={() => go({ room: 'administration', view: 'trust' })}>
              {t('preservation.openTrust')}
            </Button>
          </div>
        ) : null}
      </div>
    </div>
  );
}

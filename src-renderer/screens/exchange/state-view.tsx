import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import type { SyncDetails } from '#shared/contract/sync.ts';
import { LINK_ICONS } from '../../app/link-icons.ts';
import { useCall } from '../../app/use-call.ts';
import { useExchangeNow } from '../../app/use-exchange-now.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, type Person } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { BandwidthField } from './bandwidth-field.tsx';
import styles from './exchange.module.css';
import { LeaseTable } from './lease-table.tsx';
import { ProblemNote } from './problem-note.tsx';
import { StandaloneView } from './standalone-view.tsx';
import { StateFacts } from './state-facts.tsx';
import { StickPart } from './stick-part.tsx';
import { WipePart } from './wipe-part.tsx';

interface Props {
  readonly person: Person;
  readonly details: SyncDetails;
  readonly onChanged: () => void;
}

/** How the desk stands with its server (ADM-15), and what may be done about it. */
export function StateView({ person, details, onChanged }: Props) {
  const { t } = useWords();
  const supervises = hasPersonRight(person, 'desk.supervise');
  const exchange = useExchangeNow();
  const pause = useCall((client, paused: boolean, options) => client.sync.setPaused({ paused }, options));
  if (details.server === null) return <StandaloneView supervises={supervises} onJoined={onChanged} />;
  const { link, exchanging } = details;
  const LinkIcon = LINK_ICONS[link];

  async function setPaused(paused: boolean): Promise<void> {
    if ((await pause.run(paused)) !== null) onChanged();
  }

  return (
    <div className={styles['page']}>
      <header className={styles['head']}>
        <div className={styles['link']} data-link={link}>
          <LinkIcon size={32} stroke={1.4} aria-hidden />
          <div>
            <h1>{t(`frame.link.${link}`)}</h1>
            <p className={styles['explain']}>{explanation()}</p>
          </div>
        </div>
        <div className={styles['buttons']}>
          {supervises && link !== 'revoked' ? (
            <Button variant="default" leftSection={link === 'paused' ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />} loading={pause.running} onClick={() => void setPaused(link !== 'paused')}>
              {t(link === 'paused' ? 'sync.resume' : 'sync.pause')}
            </Button>
          ) : null}
          {link === 'revoked' ? null : (
            <Button leftSection={<IconRefresh size={16} aria-hidden />} rightSection={<kbd aria-hidden>F9</kbd>} loading={exchange.running || exchanging} onClick={() => void exchange.run().then(onChanged)}>
              {t('sync.exchangeNow')}
            </Button>
          )}
        </div>
      </header>
      {pause.error === null ? null : <ErrorNote error={pause.error} />}
      {details.problem === null || link === 'revoked' ? null : <ProblemNote problem={details.problem} />}
      <div className={styles['columns']}>
        <StateFacts details={details} server={details.server} />
        {link === 'revoked' ? (
          supervises ? <WipePart unsent={details.queued} /> : null
        ) : (
          <div className={styles['stack']}>
            <LeaseTable details={details} />
            {hasPersonRight(person, 'card.register') ? <StickPart onRead={onChanged} /> : null}
            {supervises ? <BandwidthField bytesPerSecond={details.bytesPerSecond} onChanged={onChanged} /> : null}
          </div>
        )}
      </div>
    </div>
  );

  function explanation(): string {
    if (link === 'offline') return t('frame.offlineHint');
    if (link === 'revoked') return t('frame.revoked');
    return link === 'standalone' ? '' : t(`sync.explain.${link}`);
  }
}

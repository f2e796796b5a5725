import type { ReactNode } from 'react';
import type { SyncDetails } from '#shared/contract/sync.ts';
import { RESTRICTED_STREAM } from '#shared/sync/operation.ts';
import { differenceText, isClockWrong } from '../../app/clock-difference.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './exchange.module.css';

interface Props {
  readonly details: SyncDetails;
  readonly server: NonNullable<SyncDetails['server']>;
}

/** What a person asks about the exchange, in the order in which they ask. */
export function StateFacts({ details, server }: Props) {
  const words = useWords();
  const { t, number } = words;
  const { clockAhead, numberSafety } = details;
  const clockWrong = isClockWrong(clockAhead);

  function clock(): string {
    if (clockAhead === null) return t('sync.clock.unknown');
    if (!clockWrong) return t('sync.clock.right');
    return t(clockAhead > 0 ? 'sync.clock.ahead' : 'sync.clock.behind', { by: differenceText(clockAhead, words) });
  }
  function next(): string {
    if (details.exchanging) return t('sync.running');
    return details.nextRoundAt === null ? t('sync.nextNone') : words.instant(details.nextRoundAt);
  }

  return (
    <dl className={styles['facts']}>
      <Fact name={t('sync.last')}>{details.lastExchange === null ? t('sync.never') : words.instant(details.lastExchange)}</Fact>
      <Fact name={t('sync.next')}>{next()}</Fact>
      <Fact name={t('sync.toSend')}>{number(details.queued)}</Fact>
      <Fact name={t('sync.toReceive')}>{t('sync.place', { behind: number(details.behind), cursor: number(server.cursor), head: number(server.head) })}</Fact>
      {numberSafety === null || details.link === 'revoked' ? null : (
        <Fact name={t('sync.numbers')} attention={numberSafety !== 'safe'}>
          {t(`sync.numbers.${numberSafety}`)}
        </Fact>
      )}
      <Fact name={t('sync.clock')} attention={clockWrong}>
        {clock()}
      </Fact>
      <Fact name={t('sync.server')}>{server.address}</Fact>
      <Fact name={t('sync.deskCode')}>{server.founder ? t('sync.founder', { code: server.deskCode }) : server.deskCode}</Fact>
      <Fact name={t('sync.streams')}>{t(server.streams.includes(RESTRICTED_STREAM) ? 'sync.streams.restricted' : 'sync.streams.main')}</Fact>
      <Fact name={t('sync.certificate')}>
        <span className={styles['print']}>{server.certificate}</span>
      </Fact>
    </dl>
  );
}

function Fact({ name, attention = false, children }: { readonly name: string; readonly attention?: boolean; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="numbers" data-attention={attention || undefined}>
        {children}
      </dd>
    </div>
  );
}

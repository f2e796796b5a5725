import { Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { RETENTION_PERIODS, type Retention, type RetentionPeriod } from '#shared/domain/retention.ts';
import { useWords } from '../../../app/use-text.ts';
import styles from './terms.module.css';

const WITH_YEARS: readonly RetentionPeriod[] = ['years', 'personnel', 'event'];

interface Props {
  readonly retention: Retention;
  readonly error: string | null;
  readonly onRetention: (retention: Retention) => void;
}

/** A period with its article and the mark of the expert commission, to be changed. */
export function RetentionFields({ retention, error, onRetention }: Props) {
  const { t } = useWords();
  const retain = (part: Partial<Retention>): void => onRetention({ ...retention, ...part });
  return (
    <>
      <div className={styles['fields']}>
        <NativeSelect
          label={t('nomenclature.retention')}
          error={error}
          value={retention.period}
          onChange={(event) => {
            const period = RETENTION_PERIODS.find((one) => one === event.currentTarget.value) ?? 'years';
            retain({ period, years: WITH_YEARS.includes(period) ? retention.years : null, event: period === 'event' ? retention.event : null });
          }}
          data={RETENTION_PERIODS.map((value) => ({ value, label: t(`retention.kind.${value}`) }))}
        />
        {WITH_YEARS.includes(retention.period) ? <NumberInput label={t('nomenclature.years')} allowDecimal={false} min={1} max={100} value={retention.years ?? ''} onChange={(value) => retain({ years: typeof value === 'number' ? value : null })} /> : null}
        {retention.period === 'event' ? <TextInput label={t('nomenclature.event')} value={retention.event ?? ''} onChange={(event) => retain({ event: event.currentTarget.value })} /> : null}
        <TextInput label={t('nomenclature.article')} value={retention.article ?? ''} onChange={(event) => retain({ article: event.currentTarget.value === '' ? null : event.currentTarget.value })} autoComplete="off" />
      </div>
      <Checkbox label={t('nomenclature.expertMark')} checked={retention.expertMark} onChange={(event) => retain({ expertMark: event.currentTarget.checked })} />
    </>
  );
}

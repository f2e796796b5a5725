import type { DraftContent } from '#shared/contract/routing.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useChoices } from '../../app/use-choices.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './drafts.module.css';

/** What a draft says of itself. */
export function DraftFacts({ draft }: { readonly draft: DraftContent }) {
  const { t } = useWords();
  const people = useAsk('routing.people', (client, options) => client.routing.people({}, options), ['directories']);
  const units = useChoices().value?.units ?? [];
  const nameOf = (personId: string): string => people.value?.people.find((person) => person.personId === personId)?.name ?? '…';
  const unitOf = (unitId: string): string => units.find((unit) => unit.unitId === unitId)?.name ?? '…';
  const facts: readonly (readonly [string, string])[] = [
    [t('draft.signer'), draft.signerPersonId === null ? t('draft.nobody') : nameOf(draft.signerPersonId)],
    [t('draft.executors'), draft.executorPersonIds.length === 0 ? t('draft.nobody') : draft.executorPersonIds.map(nameOf).join(', ')],
    [t('draft.units'), draft.responsibleUnitIds.length === 0 ? t('draft.nobody') : draft.responsibleUnitIds.map(unitOf).join(', ')],
    [t('draft.concerns'), draft.concerns.length === 0 ? t('draft.concern.none') : draft.concerns.map((concern) => t(`draft.concern.${concern}`)).join(', ')],
    [t('draft.file'), draft.main.fileName],
    ...(draft.annexes === undefined || draft.annexes.length === 0 ? [] : [[t('draft.annexes'), draft.annexes.map(({ fileName }) => fileName).join(', ')] as const]),
  ];
  return (
    <section className={styles['part']} aria-label={t('draft.facts')}>
      <h2>{t('draft.facts')}</h2>
      <dl className={styles['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {draft.keptAsPaperCopy ? <p className="quiet">{t('draft.paperCopy')}</p> : null}
    </section>
  );
}

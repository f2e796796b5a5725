import type { AppraisalProtocol } from '#shared/contract/appraisal.ts';
import { useWords } from '../../../app/use-text.ts';
import own from '../../directories/directories.module.css';

/** Protocols that were recorded, newest first: who sat, what was decided of each case. */
export function AppraisalProtocols({ protocols }: { readonly protocols: readonly AppraisalProtocol[] }) {
  const { t, day } = useWords();
  return (
    <section className={own['section']} aria-labelledby="appraisal-protocols">
      <h2 id="appraisal-protocols">{t('appraisal.protocols')}</h2>
      {protocols.length === 0 ? <p className="quiet">{t('appraisal.noProtocols')}</p> : null}
      {protocols.map((protocol) => (
        <article key={protocol.protocolId} className={own['group']}>
          <h3>
            № {protocol.number}, {day(protocol.date)}
          </h3>
          <p className="quiet">
            {t('appraisal.members')}: {protocol.members.map(({ name, position }) => (position === '' ? name : `${name} (${position})`)).join(', ')}
          </p>
          <ul>
            {protocol.decisions.map((decision) => (
              <li key={decision.caseId}>
                <span className="numbers">{decision.index}</span> {decision.title} ({decision.year}) — {t(`appraisal.decision.${decision.decision}`)}
                {decision.keptFor === null ? '' : `: ${decision.keptFor}`}
                {decision.note === '' ? '' : `. ${decision.note}`}
              </li>
            ))}
          </ul>
        </article>
      ))}
    </section>
  );
}

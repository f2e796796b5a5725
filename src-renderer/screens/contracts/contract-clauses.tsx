import { Button } from '@mantine/core';
import { useState } from 'react';
import type { MethodOutput } from '#shared/contract/index.ts';
import { useCall } from '../../app/use-call.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from '../../ui/steps-section.module.css';

/** Whether the rules of electronic conclusion stand in the text, before it is sent (SIGN-21). */
export function ContractClauses({ documentId }: { readonly documentId: string }) {
  const { t, language } = useWords();
  const [answer, setAnswer] = useState<MethodOutput<'contracts.checkClauses'> | null>(null);
  const check = useCall((client, _nothing: null, options) => client.contracts.checkClauses({ documentId }, options));
  const missing = answer?.clauses.filter(({ found }) => found === false) ?? [];
  return (
    <div role="group" aria-label={t('contract.clauses')}>
      <div className={styles['line']}>
        <span>{t('contract.clauses')}</span>
        <Button size="compact-sm" variant="default" loading={check.running} onClick={() => void check.run(null).then(setAnswer)}>
          {t('contract.clausesCheck')}
        </Button>
      </div>
      {check.error === null ? null : <ErrorNote error={check.error} />}
      <div role="status">
        {answer === null ? null : answer.outcome === 'missing' ? <strong>{t('contract.clauses.missing')}:</strong> : <p>{t(answer.outcome === 'found' ? 'contract.clauses.allFound' : 'contract.clauses.unreadable')}</p>}
        {missing.length === 0 ? null : (
          <ul className={styles['rules']}>
            {missing.map(({ id, names }) => (
              <li key={id}>{names[language] ?? id}</li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

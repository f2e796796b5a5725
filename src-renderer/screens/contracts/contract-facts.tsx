import type { ReactNode } from 'react';
import type { ContractView } from '#shared/contract/contracts.ts';
import { useWords } from '../../app/use-text.ts';
import styles from '../../ui/steps-section.module.css';

/** What has happened to a contract so far, each with what proves it. */
export function ContractFacts({ contract }: { readonly contract: ContractView }) {
  const words = useWords();
  const { t } = words;
  const { agreed, head, sent, receipts, paperSigned, copyHandedOver, acknowledged } = contract;
  const facts: (readonly [string, string, ReactNode])[] = [];
  if (agreed !== null) {
    facts.push(['party', t('contract.party'), agreed.party.name], ['agreedOn', t('contract.agreedOn'), words.day(agreed.agreedOn)], ['head', t('contract.headName'), [agreed.head.name, ...(head === null ? [] : [t(`contract.answer.${head.answer}`)])].join(' — ')]);
  }
  for (const [at, { sentAt, address, addressKind, by, clauses }] of sent.entries()) {
    facts.push([`sent${at}`, t('contract.sentAt'), <>{t('contract.sentLine', { time: words.instant(sentAt), address, kind: t(`contract.addressKind.${addressKind}`), name: by })}<div className="quiet">{t('contract.clauses')}: {t(`contract.clauses.${clauses}`)}</div></>]);
  }
  for (const { stepId, receivedAt, fromAddress, fileName, protocol, failedNow } of receipts) {
    facts.push([
      stepId,
      t('contract.receivedAt'),
      <>
        {t('contract.receivedLine', { time: words.instant(receivedAt), address: fromAddress, file: fileName })}
        {protocol === null ? null : (
          <div>
            {t('contract.protocolOwn')}: {t(`contract.answer.${protocol.answer}`)} <span className="quiet numbers">({words.instant(protocol.composedAt)})</span>
          </div>
        )}
        {protocol?.agreed === null || protocol?.agreed === undefined ? null : <div lang={protocol.agreed.language}>«{protocol.agreed.text}»</div>}
        {failedNow ? <strong>{t('contract.failedNow')}</strong> : null}
      </>,
    ]);
  }
  if (acknowledged.length > 0) facts.push(['acknowledged', t('contract.acknowledged'), acknowledged.map(({ documentId, registrationIndex, done }) => <div key={documentId}>№ {registrationIndex} — {t(done ? 'contract.acknowledged.done' : 'contract.acknowledged.open')}</div>)]);
  if (paperSigned !== null) facts.push(['paper', t('contract.paperSignedOn'), words.day(paperSigned.signedOn)]);
  if (copyHandedOver !== null) facts.push(['handed', t('contract.handedOn'), `${words.day(copyHandedOver.handedOn)} — ${copyHandedOver.to}`]);
  if (facts.length === 0) return null;
  return (
    <dl className={styles['facts']}>
      {facts.map(([key, name, value]) => (
        <Fact key={key} name={name} value={value} />
      ))}
    </dl>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

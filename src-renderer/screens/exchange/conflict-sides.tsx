import { IconExternalLink } from '@tabler/icons-react';
import type { Conflict } from '#shared/contract/sync.ts';
import { useWords } from '../../app/use-text.ts';
import styles from './conflict-detail.module.css';

type Side = NonNullable<Conflict['earlier']>;
type ConflictDocument = NonNullable<Conflict['document']>;

interface Props {
  readonly conflict: Conflict;
  readonly valueText: (value: string | null) => string;
  readonly onOpen: (documentId: string) => void;
}

/** Both sides beside each other, the earlier one left: what, who, when, at which desk. */
export function ConflictSides({ conflict, valueText, onOpen }: Props) {
  const { t } = useWords();
  const { sort, document, otherDocument, later, earlier, settled } = conflict;
  const ofTwo = sort === 'duplicate' || sort === 'number';
  return (
    <>
      {ofTwo ? null : document === null ? <p className="quiet">{t('sync.noDocument')}</p> : <DocumentLine document={document} onOpen={onOpen} />}
      <div className={styles['sides']}>
        {earlier === null && !ofTwo ? null : (
          <section className={styles['side']} aria-label={t(`sync.side.earlier.${sort}`)}>
            <h3>{t(`sync.side.earlier.${sort}`)}</h3>
            {sort === 'field' && earlier !== null ? <p className={styles['value']}>{valueText(earlier.value)}</p> : null}
            {ofTwo ? <OwnDocument document={otherDocument} onOpen={onOpen} /> : null}
            {earlier === null ? null : <Who side={earlier} named={sort === 'command'} />}
          </section>
        )}
        <section className={styles['side']} aria-label={t(`sync.side.later.${sort}`)}>
          <h3>
            {t(`sync.side.later.${sort}`)}
            {sort === 'field' && settled === null ? <span className={styles['stands']}>{t('sync.stands')}</span> : null}
          </h3>
          {sort === 'field' ? <p className={styles['value']}>{valueText(later.value)}</p> : null}
          {ofTwo ? <OwnDocument document={document} onOpen={onOpen} /> : null}
          <Who side={later} named={sort === 'command'} />
        </section>
      </div>
    </>
  );
}

function OwnDocument({ document, onOpen }: { readonly document: ConflictDocument | null; readonly onOpen: (documentId: string) => void }) {
  const { t } = useWords();
  return document === null ? <p className="quiet">{t('sync.hiddenDocument')}</p> : <DocumentLine document={document} onOpen={onOpen} />;
}

function DocumentLine({ document: { documentId, registrationIndex, subject, void: isVoid }, onOpen }: { readonly document: ConflictDocument; readonly onOpen: (documentId: string) => void }) {
  const { t } = useWords();
  return (
    <div className={styles['document']}>
      <button type="button" className={`${styles['open']} text-button`} aria-label={t('sync.openDocument', { index: registrationIndex })} onClick={() => onOpen(documentId)}>
        <span data-void={isVoid || undefined}>№ {registrationIndex}</span>
        <IconExternalLink size={14} aria-hidden />
      </button>
      {isVoid ? <span className={styles['void']}>{t('sync.void')}</span> : null}
      <p className={`${styles['subject']} two-lines`} title={subject}>
        {subject}
      </p>
    </div>
  );
}

/** `named`: says also what was done. */
function Who({ side, named }: { readonly side: Side; readonly named: boolean }) {
  const words = useWords();
  const { t } = words;
  return (
    <div className={styles['who']}>
      {named ? <p>{words.tKnown(`operation.${side.kind}`, 'operation.other', { kind: side.kind })}</p> : null}
      <p>{side.actor}</p>
      <p className="quiet numbers">{`${words.instant(side.at)} · ${side.own ? t('sync.thisDesk') : t('document.history.desk', { desk: side.desk })}`}</p>
    </div>
  );
}

import type { ShownMark } from '#shared/contract/acknowledgements.ts';
import { useWords } from '../../app/use-text.ts';

/** How and when somebody acknowledged, who entered it, and what stands beside it. */
export function MarkText({ mark }: { readonly mark: ShownMark | null }) {
  const words = useWords();
  const { t } = words;
  if (mark === null) return null;
  const { way, on, at, by, agreed, recorded, onOtherList } = mark;
  const beside = recorded === null ? [] : besideOf(recorded);
  return (
    <>
      <div title={agreed?.text}>
        {t(`acknowledgement.way.${way}`)}, {words.day(on)}
      </div>
      {onOtherList ? <div className="quiet">{t('acknowledgement.onOtherList')}</div> : null}
      {recorded === null ? null : (
        <div className="quiet">
          {[...beside, `${by}, ${words.instant(at)}`].join(' · ')}
        </div>
      )}
    </>
  );
}

function besideOf(recorded: NonNullable<ShownMark['recorded']>): string[] {
  switch (recorded.way) {
    case 'paper':
      return [];
    case 'mail':
      return [recorded.message];
    case 'martialLaw':
      return [recorded.reason];
    case 'refusal':
      return [recorded.reason, recorded.witnesses.join(', ')];
  }
}

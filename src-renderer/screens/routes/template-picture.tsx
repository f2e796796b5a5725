import type { RouteTemplate, TemplateProblem } from '#shared/domain/routes/template.ts';
import { useWords } from '../../app/use-text.ts';
import { RoutePicture } from '../drafts/route-picture.tsx';
import { nameIn } from '../drafts/step-names.ts';
import type { Known } from './taker-fields.tsx';

/** A typical route as a picture: who takes which part, and on which questions. */
export function TemplatePicture({ template, known, problems }: { readonly template: Pick<RouteTemplate, 'stages'>; readonly known: Known; readonly problems: readonly TemplateProblem[] }) {
  const words = useWords();
  const { t } = words;

  function whoIs(taker: RouteTemplate['stages'][number]['steps'][number]['taker']): string {
    switch (taker.by) {
      case 'person':
        return known.people.find(({ personId }) => personId === taker.personId)?.name ?? t(`routeEditor.taker.${taker.by}`);
      case 'unitHead':
        return `${t(`routeEditor.taker.${taker.by}`)}: ${known.units.find(({ unitId }) => unitId === taker.unitId)?.name ?? '…'}`;
      case 'position':
      case 'positionInAuthorUnit':
        return `${t(`routeEditor.taker.${taker.by}`)}: ${taker.positions.join(', ')}`;
      case 'namedUnitHead':
        return `${t(`routeEditor.taker.${taker.by}`)}: ${taker.unitNames.join(', ')}`;
      default:
        return t(`routeEditor.taker.${taker.by}`);
    }
  }
  const onlyIf = (when: readonly ('finance' | 'staffing' | 'hr')[]): string => `${t('routeEditor.when')}: ${when.map((concern) => t(`draft.concern.${concern}`)).join(', ')}`;

  return (
    <RoutePicture
      label={t('routeEditor.picture')}
      stages={template.stages.map(({ names, when, steps }, at) => ({
        key: `${at}`,
        title: nameIn(words, names) || t('route.stage', { number: at + 1 }),
        ...(when.length === 0 ? {} : { hint: onlyIf(when) }),
        state: 'ahead',
        steps: steps.map((step) => ({
          key: step.stepId,
          state: problems.some(({ stepId }) => stepId === step.stepId) ? 'stopped' : 'ahead',
          content: (
            <>
              <p>
                <b>{nameIn(words, step.names) || '…'}</b>
              </p>
              <p className="quiet">
                {t(`route.role.${step.role}`)} · {whoIs(step.taker)}
              </p>
              {step.when.length === 0 ? null : <p className="quiet">{onlyIf(step.when)}</p>}
            </>
          ),
        })),
      }))}
    />
  );
}

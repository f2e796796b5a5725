import { Button, NativeSelect } from '@mantine/core';
import { IconPlus, IconRoute } from '@tabler/icons-react';
import { useState } from 'react';
import type { TemplateRecord } from '#shared/contract/routing.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useChoices } from '../../app/use-choices.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, type Person } from '../../state/desk.ts';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import directories from '../directories/directories.module.css';
import { nameIn } from '../drafts/step-names.ts';
import { newTemplate } from './edited-template.ts';
import { RouteEditor } from './route-editor.tsx';
import styles from './routes.module.css';
import type { Known } from './taker-fields.tsx';
import { TemplatePicture } from './template-picture.tsx';

const NEW = '';

/** Typical routes: the country's and the office's own, each in its versions (ROUTE-06). */
export function Routes({ person }: { readonly person: Person }) {
  const words = useWords();
  const { t, number } = words;
  const mayEdit = hasPersonRight(person, 'directory.edit');
  const [chosen, setChosen] = useState<string | null>(null);
  const answer = useAsk('routing.templates', (client, options) => client.routing.templates({}, options), ['cards']);
  const people = useAsk('routing.people', (client, options) => client.routing.people({}, options), ['directories']);
  const choices = useChoices();
  const begin = (): void => setChosen(NEW);
  useScreenShortcuts(mayEdit ? [{ id: 'new', keys: ['Alt+N'], label: 'routeEditor.new', group: 'screen', run: begin }] : []);

  const failed = [answer, people, choices].find(({ error, value }) => error !== null && value === null);
  if (failed !== undefined && failed.error !== null) return <ErrorNote error={failed.error} again={failed.again} />;
  if (answer.value === null || people.value === null || choices.value === null) return <SlowLoading label={t('common.loading')} lines={6} />;
  const { templates } = answer.value;
  const known: Known = { people: people.value.people, units: choices.value.units };
  const newest = templates.find(({ templateId }) => templateId === chosen);
  const button = mayEdit ? (
    <Button leftSection={<IconPlus size={16} aria-hidden />} title="Alt+N" onClick={begin}>
      {t('routeEditor.new')}
    </Button>
  ) : null;
  return (
    <>
      <div className={directories['line']}>
        <h1 className={directories['title']}>{t('routeEditor.title')}</h1>
        {button}
      </div>
      <div className={directories['split']}>
        <ul className={directories['list']} aria-label={t('routeEditor.title')}>
          {templates.map(({ templateId, version, template }) => (
            <li key={templateId}>
              <button type="button" className={directories['entry']} aria-current={templateId === chosen} onClick={() => setChosen(templateId)}>
                {nameIn(words, template.names)}
                <span className="quiet"> · {version === 0 ? t('route.ofCountry') : t('route.version', { count: number(version) })}</span>
              </button>
            </li>
          ))}
        </ul>
        {chosen === NEW ? <RouteEditor key="new" templateId={null} template={newTemplate()} known={known} onKept={({ templateId }) => setChosen(templateId)} /> : null}
        {newest === undefined ? null : <Chosen key={`${newest.templateId}:${newest.version}`} newest={newest} known={known} mayEdit={mayEdit} onKept={({ templateId }) => setChosen(templateId)} />}
        {chosen === NEW || newest !== undefined ? null : <Empty icon={<IconRoute size={40} stroke={1.2} aria-hidden />} title={t(templates.length === 0 ? 'routeEditor.none' : 'routeEditor.choose')} {...(templates.length === 0 ? { hint: t('routeEditor.noneHint') } : {})} />}
      </div>
    </>
  );
}

interface ChosenProps {
  readonly newest: TemplateRecord;
  readonly known: Known;
  readonly mayEdit: boolean;
  readonly onKept: (record: TemplateRecord) => void;
}

/** A template in one of its versions; an older one that is kept again becomes the newest. */
function Chosen({ newest, known, mayEdit, onKept }: ChosenProps) {
  const words = useWords();
  const { t, number } = words;
  const { templateId } = newest;
  const [version, setVersion] = useState(newest.version);
  const answer = useAsk(`routing.templateVersions:${templateId}`, (client, options) => client.routing.templateVersions({ templateId }, options), ['cards']);
  const versions = answer.value?.versions ?? [newest];
  const shown = versions.find((record) => record.version === version) ?? newest;
  const label = ({ version: count, definedAt, definedBy }: TemplateRecord): string => (count === 0 || definedAt === null ? t('route.ofCountry') : t('routeEditor.versionBy', { count: number(count), time: words.instant(definedAt), name: definedBy ?? '' }));
  return (
    <div className={styles['shown']}>
      {versions.length < 2 ? null : <NativeSelect label={t('routeEditor.versions')} value={String(shown.version)} onChange={(event) => setVersion(Number(event.currentTarget.value))} data={versions.map((record) => ({ value: String(record.version), label: label(record) }))} />}
      {shown.version === 0 && mayEdit ? <p className="quiet">{t('routeEditor.ofCountryHint')}</p> : null}
      {mayEdit ? <RouteEditor key={shown.version} templateId={templateId} template={shown.template} known={known} onKept={onKept} /> : <TemplatePicture template={shown.template} known={known} problems={[]} />}
    </div>
  );
}

import { Button, NativeSelect } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import type { DraftView, TemplateRecord } from '#shared/contract/routing.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { useScreenShortcuts } from '../../app/use-shortcuts.ts';
import { useWords } from '../../app/use-text.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SlowLoading } from '../../ui/slow-loading.tsx';
import styles from './drafts.module.css';
import { LeftOut } from './left-out.tsx';
import { RoutePicture } from './route-picture.tsx';
import { nameIn } from './step-names.ts';

/** Chooses a typical route, shows whom its steps mean for this draft, and sends it (ROUTE-01, ROUTE-06). */
export function StartPart({ shown }: { readonly shown: DraftView }) {
  const words = useWords();
  const { t, number } = words;
  const { documentId, draft } = shown;
  const templates = useAsk('routing.templates', (client, options) => client.routing.templates({}, options), ['cards']);
  const [wanted, setWanted] = useState('');
  const known = templates.value?.templates ?? [];
  const chosen = known.find(({ templateId }) => templateId === wanted) ?? (known.length === 1 ? known[0] : undefined);
  const preview = useAsk(chosen === undefined ? null : `routing.preview:${documentId}:${chosen.templateId}:${chosen.version}:${JSON.stringify(draft)}`, (client, options) => client.routing.preview({ documentId, templateId: chosen?.templateId ?? '' }, options), ['cards', 'directories']);
  // The same press twice is one route; after a withdrawal the next is another.
  const [ids, setIds] = useState(() => ({ routeId: crypto.randomUUID(), eventId: crypto.randomUUID() }));
  const start = useCall((client, templateId: string, options) => client.routing.start({ documentId, ...ids, templateId }, options));
  const ready = chosen !== undefined && preview.value !== null && preview.value.route !== null;

  function send(): void {
    if (!ready || start.running) return;
    void start.run(chosen.templateId).then((sent) => {
      if (sent === null) return;
      setIds({ routeId: crypto.randomUUID(), eventId: crypto.randomUUID() });
      toastsFor(words).done(t('route.sent'));
    });
  }
  useScreenShortcuts([{ id: 'send', keys: ['Ctrl+Enter'], label: 'route.send', group: 'screen', run: send }]);
  const label = ({ template, version }: TemplateRecord): string => `${nameIn(words, template.names)} (${version === 0 ? t('route.ofCountry') : t('route.version', { count: number(version) })})`;

  if (templates.error !== null && templates.value === null) return <ErrorNote error={templates.error} again={templates.again} />;
  if (templates.value === null) return <SlowLoading label={t('common.loading')} lines={3} />;
  return (
    <section className={styles['part']} aria-label={t('route.choose')}>
      {known.length === 0 ? <p className="attention-note">{t('route.noTemplates')}</p> : <NativeSelect label={t('route.choose')} value={chosen?.templateId ?? ''} onChange={(event) => setWanted(event.currentTarget.value)} data={[...(known.length === 1 ? [] : [{ value: '', label: t('common.notChosen') }]), ...known.map((record) => ({ value: record.templateId, label: label(record) }))]} />}
      {preview.error === null || preview.value !== null ? null : <ErrorNote error={preview.error} again={preview.again} />}
      {preview.value === null ? null : preview.value.route === null ? (
        <div className="attention-note" role="status">
          <div>
            <p>
              <b>{t('route.obstacles')}</b>
            </p>
            <ul className={styles['obstacles']}>
              {preview.value.obstacles.map(({ stepId, names, obstacle }) => (
                <li key={stepId}>
                  {nameIn(words, names)}: {t(`routing.obstacle.${obstacle}`)}
                </li>
              ))}
            </ul>
            <p>{t('route.obstaclesHint')}</p>
          </div>
        </div>
      ) : (
        <>
          <p>{t('route.term', { time: words.instant(preview.value.dueAt) })}</p>
          <RoutePicture
            label={t('route.preview')}
            stages={preview.value.route.stages.map(({ names, steps }, at) => ({
              key: `${at}`,
              title: nameIn(words, names),
              state: 'ahead',
              steps: steps.map(({ stepId, personName, names: ofStep, role, means }) => ({
                key: stepId,
                state: 'ahead',
                content: (
                  <>
                    <p>
                      <b>{personName}</b>
                    </p>
                    <p className="quiet">
                      {t(`route.role.${role}`)} · {nameIn(words, ofStep)}
                    </p>
                    <p className="quiet">{means.map((one) => t(`route.means.${one}`)).join(', ')}</p>
                  </>
                ),
              })),
            }))}
          />
          <LeftOut steps={preview.value.route.leftOut} />
        </>
      )}
      {start.error === null ? null : <ErrorNote error={start.error} />}
      <div className={styles['line']}>
        <Button leftSection={<IconSend size={16} aria-hidden />} rightSection={<kbd className={styles['key']}>Ctrl+Enter</kbd>} disabled={!ready} loading={start.running} onClick={send}>
          {t('route.send')}
        </Button>
      </div>
    </section>
  );
}

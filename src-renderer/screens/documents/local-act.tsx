import { Button, TextInput } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { MethodInput, MethodOutput } from '#shared/contract/index.ts';
import type { Card, Copy } from '#shared/contract/registration.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { toastsFor } from '../../app/toasts.tsx';
import { useWords } from '../../app/use-text.ts';
import { hasPersonRight, useDesk } from '../../state/desk.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SmallTable } from '../../ui/small-table.tsx';
import { DayField } from '../../ui/fields/day-field.tsx';
import { CopyPrintPart } from '../printing/copy-print-part.tsx';
import { useCopyPrint } from '../printing/use-copy-print.ts';
import { CopyLine } from './copy-line.tsx';
import styles from './local-act.module.css';

type Act = NonNullable<MethodOutput<'localActs.state'>['act']>;

const BLANK: Act = { designation: '', edition: '', introducedBy: '', introducedOn: '', validUntil: null, extendedUntil: null };
const TEXTS = ['designation', 'edition', 'introducedBy'] as const;
const DAYS = ['introducedOn', 'validUntil', 'extendedUntil'] as const;

/** Sub-card of a controlled local act (CARD-16): what it is, how long it holds, its changes and its copies. */
export function LocalAct({ card, mayCorrect }: { readonly card: Card; readonly mayCorrect: boolean }) {
  const words = useWords();
  const { t } = words;
  const { documentId } = card;
  const state = useAsk(`act:${documentId}`, (client, options) => client.localActs.state({ documentId }, options), ['cards']);
  const [edited, setEdited] = useState<Act | null>(null);
  const describe = useCall((client, act: Act, options) => client.localActs.describe({ documentId, act }, options));
  const enter = useCall((client, change: MethodInput<'localActs.enterChange'>['change'], options) => client.localActs.enterChange({ documentId, change }, options));
  const issue = useCall((client, given: { holder: string; issuedOn: string }, options) => client.localActs.issueCopy({ documentId, ...given }, options));
  const person = useDesk((desk) => desk.person);
  const makeable = hasPersonRight(person, 'copy.make') && card.files.length > 0 && card.state !== 'void';
  const [made, setMade] = useState<readonly Copy[]>([]);
  const printing = useCopyPrint(documentId);
  const make = useCall((client, actCopy: string, options) => client.registration.makeCopy({ documentId, form: 'stamped', actCopy }, options));
  if (state.error !== null && state.value === null) return <ErrorNote error={state.error} again={state.again} />;
  if (state.value === null) return null;
  const { act, inForce, changes, copies } = state.value;
  const shown = edited ?? act ?? BLANK;
  const wrong = new Set(describe.error?.issues.map(({ path }) => path));
  const today = card.registrationDate;

  function save(event: FormEvent): void {
    event.preventDefault();
    void describe.run(shown).then((done) => {
      if (done === null) return;
      setEdited(null);
      state.again();
    });
  }

  async function makeNumbered(number: string): Promise<void> {
    const copy = await make.run(number);
    if (copy === null) return;
    toastsFor(words).done(t('document.copy.made', { file: copy.fileName }));
    setMade((before) => [copy, ...before]);
  }

  return (
    <div className={styles['act']}>
      {inForce === null ? null : <p>{t(inForce ? 'act.inForce' : 'act.notInForce')}</p>}
      <form onSubmit={save} className={styles['fields']} noValidate>
        {TEXTS.map((name) => (
          <TextInput key={name} label={t(`act.${name}`)} value={shown[name]} readOnly={!mayCorrect} maxLength={300} error={wrong.has(`act.${name}`) ? t('requisite.missing') : null} onChange={(event) => setEdited({ ...shown, [name]: event.currentTarget.value })} />
        ))}
        {DAYS.map((name) => (
          <DayField key={name} label={t(`act.${name}`)} value={shown[name] === '' ? null : shown[name]} today={today} error={wrong.has(`act.${name}`) ? t('requisite.invalid.notACalendarDay') : null} onDay={(day) => setEdited({ ...shown, [name]: day ?? (name === 'introducedOn' ? '' : null) })} />
        ))}
        {mayCorrect ? (
          <Button type="submit" variant="default" loading={describe.running} disabled={edited === null}>
            {t('common.save')}
          </Button>
        ) : null}
      </form>
      {describe.error === null ? null : <ErrorNote error={describe.error} />}
      <h2>{t('act.changes')}</h2>
      <SmallTable
        label={t('act.changes')}
        empty={t('act.changes.none')}
        heads={[t('act.change.version'), t('act.change.clause'), t('act.change.basis'), t('act.change.enteredOn')]}
        rows={changes.map((change) => ({ key: change.changeId, cells: [change.version, change.clause, change.basis, words.day(change.enteredOn)] }))}
      />
      {mayCorrect ? (
        <LineForm
          fields={[t('act.change.version'), t('act.change.clause'), t('act.change.basis')]}
          action={t('act.change.enter')}
          running={enter.running}
          onLine={async ([version = '', clause = '', basis = '']) => (await enter.run({ version, clause, basis, enteredOn: words.todayDay() })) !== null}
          onDone={state.again}
        />
      ) : null}
      {enter.error === null ? null : <ErrorNote error={enter.error} />}
      <h2>{t('act.copies')}</h2>
      <SmallTable
        label={t('act.copies')}
        empty={t('act.copies.none')}
        heads={[t('act.copy.number'), t('act.copy.holder'), t('act.copy.issuedOn'), ...(makeable ? [t('act.copy.paper')] : [])]}
        rows={copies.map((copy) => ({
          key: `${copy.number} ${copy.at}`,
          cells: [
            `№ ${copy.number}`,
            copy.holder,
            words.day(copy.issuedOn),
            ...(makeable
              ? [
                  <Button key="make" variant="default" size="xs" leftSection={<IconPrinter size={14} aria-hidden />} aria-label={t('act.copy.make', { number: copy.number })} title={t('act.copy.makeHint')} loading={make.running} onClick={() => void makeNumbered(copy.number)}>
                    {t('act.copy.makeShort')}
                  </Button>,
                ]
              : []),
          ],
        }))}
      />
      {mayCorrect ? <LineForm fields={[t('act.copy.holder')]} action={t('act.copy.issue')} running={issue.running} onLine={async ([holder = '']) => (await issue.run({ holder, issuedOn: words.todayDay() })) !== null} onDone={state.again} /> : null}
      {issue.error === null ? null : <ErrorNote error={issue.error} />}
      {make.error === null ? null : <ErrorNote error={make.error} />}
      <CopyPrintPart printing={printing} />
      {made.map((copy) => (
        <CopyLine key={copy.copyId} copy={copy} onPrint={() => printing.print(copy)} />
      ))}
    </div>
  );
}

interface LineFormProps {
  readonly fields: readonly string[];
  readonly action: string;
  readonly running: boolean;
  readonly onLine: (values: readonly string[]) => Promise<boolean>;
  readonly onDone: () => void;
}

/** A line of a sheet: every field is needed. */
function LineForm({ fields, action, running, onLine, onDone }: LineFormProps) {
  const [values, setValues] = useState<readonly string[]>(fields.map(() => ''));
  const complete = values.every((value) => value.trim() !== '');
  return (
    <form
      className={styles['line']}
      onSubmit={(event) => {
        event.preventDefault();
        if (!complete) return;
        void onLine(values.map((value) => value.trim())).then((done) => {
          if (!done) return;
          setValues(fields.map(() => ''));
          onDone();
        });
      }}
    >
      {fields.map((label, at) => (
        <TextInput key={label} aria-label={label} placeholder={label} maxLength={300} value={values[at] ?? ''} onChange={(event) => setValues(values.map((value, place) => (place === at ? event.currentTarget.value : value)))} />
      ))}
      <Button type="submit" variant="default" loading={running} disabled={!complete}>
        {action}
      </Button>
    </form>
  );
}

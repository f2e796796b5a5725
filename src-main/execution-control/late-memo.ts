import { Refusal } from '#shared/contract/errors.ts';
import { LATE_LIMIT, type LateAssignment } from '#shared/contract/execution-control.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import type { Language } from '#shared/domain/languages.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { dayText } from '#shared/i18n/day-text.ts';
import { translate } from '#shared/i18n/translate.ts';
import type { CallContext } from '#shared/rpc/dispatcher.ts';
import { type Environment, isoInstant } from '../environment.ts';
import type { TableTexts } from '../jobs/job-kinds.ts';
import { JobFailed, type JobRunner } from '../jobs/job-runner.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import type { OfficeRecord } from '../registration/directories.ts';
import { type RulePack, sentenceAt } from '../rule-packs/index.ts';

interface PersonOfMemo {
  readonly personId: string;
  readonly name: string;
  readonly position: string;
}

export interface LateMemoOptions {
  readonly environment: Environment;
  readonly office: () => OfficeRecord;
  readonly pack: () => RulePack;
  readonly people: () => readonly PersonOfMemo[];
  readonly headPersonId: () => string | null;
  readonly jobs: JobRunner;
  readonly runningJobs: RunningJobs;
  readonly fontsDirectory: string;
}

/** What is told, and who tells it. */
export interface MemoOrder extends MethodCheckedInput<'executionControl.lateMemo'>, Pick<MethodOutput<'executionControl.late'>, 'rows' | 'total' | 'asOf'> {
  /** People of the office that the account stands for. */
  readonly persons: readonly string[];
}

/** The memo (рапорт) to the head of the office about executors who were late (CTRL-11: KSTU 4.2). Kept nowhere. */
export class LateMemo {
  readonly #options: LateMemoOptions;

  constructor(options: LateMemoOptions) {
    this.#options = options;
  }

  /** @throws Refusal */
  async make(order: MemoOrder, call: CallContext<Actor>): Promise<MethodOutput<'executionControl.lateMemo'>> {
    if (order.rows.length === 0) throw new Refusal('refused', 'error.lateMemoEmpty');
    if (order.total > order.rows.length) throw new Refusal('refused', 'error.lateMemoTooLong', { limit: String(LATE_LIMIT) });
    const { jobs, runningJobs, fontsDirectory } = this.#options;
    const texts = this.#texts(order, call.actor);
    const fileName = `${texts.title.replaceAll(/[\\/:*?"<>|]/gu, '_').slice(0, 200)}.pdf`;
    try {
      const { bytes, pages } = await runningJobs.run({ title: 'job.printTable', fileName, signal: call.signal, onProgress: call.progress }, (options) => jobs.run('tableForWindow', { texts, fontsDirectory }, options));
      return { fileName, bytes: Uint8Array.from(bytes), pages, rows: order.rows.length };
    } catch (error) {
      if (!(error instanceof JobFailed)) throw error;
      throw error.failure === 'cancelled' ? new Refusal('cancelled', 'error.cancelled') : new Refusal('unreadable', 'error.lateMemoFailed', { detail: error.failure });
    }
  }

  #texts({ rows, from, to, asOf, language: wanted, persons }: MemoOrder, actor: Actor): TableTexts {
    const { environment, office, people, headPersonId } = this.#options;
    const { name: officeName, zone, documentLanguages } = office();
    const language = documentLanguages.find((one) => one === wanted) ?? documentLanguages[0] ?? 'en';
    const now = isoInstant(environment.now());
    const today = dayInZone(zone, now);
    const known = people();
    const head = known.find(({ personId }) => personId === headPersonId());
    const author = known.find(({ personId }) => persons.includes(personId));
    const sentence = this.#sentences(language, today, { from: dayText(from), to: dayText(to), asOf: dayText(dayInZone(zone, asOf)) });
    const t = (key: Parameters<typeof translate>[1]): string => translate(language, key);
    return {
      title: `${sentence('late-memo.title')} ${dayText(from)}–${dayText(to)}`,
      language,
      createdAt: now,
      orientation: 'portrait',
      corner: [head?.position ?? '', officeName, head?.name ?? '', author === undefined ? actor.name : [author.position, author.name].filter((part) => part !== '').join(' ')].filter((line) => line !== ''),
      titleLines: [
        { text: sentence('late-memo.title'), look: 'title', align: 'centre' },
        { text: sentence('late-memo.subject'), look: 'bold', align: 'centre' },
        { text: dayText(today), look: 'plain', align: 'left' },
        { text: sentence('late-memo.intro'), look: 'plain', align: 'left' },
      ],
      parts: [
        {
          heading: '',
          columns: [
            { title: '№', share: 0.4, whole: true },
            { title: t('control.column.executor'), share: 2 },
            { title: t('control.late.document'), share: 1.4 },
            { title: t('control.column.assignment'), share: 2.4, prose: true },
            { title: t('control.late.due'), share: 1, whole: true },
            { title: t('control.late.executed'), share: 1.2 },
            { title: t('control.late.days'), share: 0.9, align: 'right' },
          ],
          numbered: false,
          rows: rowsByUnit(rows, t('control.noUnit'), (one, number) => [String(number), one.personName, `${one.registrationIndex}, ${dayText(one.registrationDate)}`, one.text, dayText(one.dueOn), one.executedOn === null ? t('control.late.notExecuted') : dayText(one.executedOn), String(one.daysLate)]),
        },
      ],
      footLines: [{ text: sentence('late-memo.closing'), look: 'plain', align: 'left' }],
      signatures: [{ position: author?.position ?? '', name: author?.name ?? actor.name }],
      pageOf: t('protocol.pageOf'),
    };
  }

  /** Words of the country's rules, with their places filled. @throws Refusal where there are none on that day */
  #sentences(language: Language, day: string, places: Readonly<Record<string, string>>): (id: Parameters<typeof sentenceAt>[1]) => string {
    return (id) => {
      const found = sentenceAt(this.#options.pack(), id, language, day);
      if (found === null) throw new Refusal('not-ready', 'error.lateMemoWords');
      return found.text.replace(/\{(\w+)\}/g, (place, name: string) => places[name] ?? place);
    };
  }
}

/** Rows under the name of their unit, numbered through. */
function rowsByUnit(rows: readonly LateAssignment[], nameless: string, cells: (one: LateAssignment, number: number) => string[]): TableTexts['parts'][number]['rows'] {
  return rows.flatMap((one, at) => {
    const begins = at === 0 ? one.unitName !== null : one.unitName !== rows[at - 1]?.unitName;
    return [...(begins ? [{ kind: 'section' as const, text: one.unitName ?? nameless }] : []), { kind: 'row' as const, cells: cells(one, at + 1) }];
  });
}

import { createHash } from 'node:crypto';
import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import type { Language } from '#shared/domain/languages.ts';
import { mailServerProblems, oneLine } from '#shared/domain/notice-mail.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { wallClockOf } from '#shared/domain/working-zone.ts';
import { translate } from '#shared/i18n/translate.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { MAIN_STREAM, operationActor } from '#shared/sync/operation.ts';
import { type Environment, isoInstant, newId } from '../../environment.ts';
import type { JobRunner } from '../../jobs/job-runner.ts';
import type { Store } from '../../store/store.ts';
import type { NotificationRecords } from '../notification-records.ts';
import { MailQueue } from './mail-queue.ts';
import { MailRecords, type QueuedMail } from './mail-records.ts';
import type { MailSeat } from './mail-seat.ts';
import type { MailMessage } from './send-mail.ts';

const PROBLEM_PATHS = { inClear: 'tls', authorityNotPem: 'authority' } as const;

export interface NoticeMailOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly jobs: JobRunner;
  readonly notices: NotificationRecords;
  readonly seat: MailSeat;
  /** Language and zone in which the office writes. */
  readonly office: () => { readonly language: Language; readonly zone: string; readonly name: string };
  readonly onChanged: () => void;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/** Notices by mail: the server of this desk, what waits, what was refused (NOT-01). */
export class NoticeMailRoom {
  readonly queue: MailQueue;
  readonly #options: NoticeMailOptions;
  readonly #records: MailRecords;

  constructor(options: NoticeMailOptions) {
    this.#options = options;
    this.#records = new MailRecords(options.store, options.notices, options.seat, () => newId(options.environment));
    this.queue = new MailQueue({ records: this.#records, jobs: options.jobs, environment: options.environment, isOpen: () => options.store.blobs.isOpen, compose: (mail, sender) => this.#compose(mail, sender), onChanged: options.onChanged, logUnexpected: options.logUnexpected });
  }

  readonly handlers: RoomHandlers<'noticeMail'> = {
    state: () => this.#state(),
    set: (input, { actor }) => this.#set(input, actor),
    test: ({ address }, { signal }) => this.#test(address, signal),
    sendAgain: ({ noticeId, accountId }) => {
      if (!this.#records.isProblem(noticeId, accountId)) throw new Refusal('not-found', 'error.mailNotFound');
      this.#records.change({ noticeId, accountId }, 'waiting', { now: this.#now(), attempts: 0 });
      this.queue.tryAnew();
      return this.#state();
    },
  };

  #state(): MethodOutput<'noticeMail.state'> {
    return { server: this.#records.server(), passwordKnown: this.#records.passwordKnown(), sendsHere: this.#records.sendsSince() !== null, waiting: this.#records.count('waiting') + this.#records.count('sending'), sent: this.#records.count('sent'), problems: this.#records.problems(), obstacle: this.queue.obstacle };
  }

  #set({ server, password }: MethodCheckedInput<'noticeMail.set'>, actor: Actor): MethodOutput<'noticeMail.state'> {
    const { store } = this.#options;
    const issues = server === null ? [] : mailServerProblems(server).map((problem) => ({ path: PROBLEM_PATHS[problem], message: `mail.problem.${problem}` }));
    if (issues.length > 0) throw new Refusal('refused', 'error.mailServerRefused', {}, issues);
    const before = this.#records.server();
    store.commit((transaction) => {
      this.#records.setServer(server, password);
      const shown = (one: typeof server): string | null => (one === null ? null : `${one.user === '' ? '' : `${one.user}@`}${one.host}:${one.port} (${one.tls}), ${one.sender}`);
      // The password is no field of the history.
      const changes = [{ field: 'mail.host', before: shown(before), after: shown(server) }];
      if (server === null && this.#records.sendsSince() === null) return;
      transaction.append({ kind: 'notification.mailDeskChosen', entity: 'notice-mail', stream: MAIN_STREAM, actor: operationActor(actor), payload: { desk: server === null ? null : store.identity.desk }, changes });
    });
    this.queue.tryAnew();
    this.#options.onChanged();
    return this.#state();
  }

  async #test(address: string, signal: AbortSignal): Promise<MethodOutput<'noticeMail.test'>> {
    const server = this.#records.server();
    if (server === null) throw new Refusal('refused', 'error.mailNotSet');
    const { language } = this.#options.office();
    const result = await this.queue.send({ address, subject: translate(language, 'mail.testSubject'), text: translate(language, 'mail.testText'), messageId: this.#messageId(newId(this.#options.environment), server.sender), at: this.#now() }, signal);
    return { sent: result.kind === 'sent', detail: result.kind === 'sent' ? '' : result.detail };
  }

  /** Mail lies open on its way and with others: it holds the kind, the number and the term, nothing of the content (SEC-22). */
  #compose({ noticeId, accountId, address, kind, registrationIndex, dueAt }: QueuedMail, sender: string): MailMessage {
    const { language, zone, name } = this.#options.office();
    const what = translate(language, `notice.kind.${kind}`);
    const subject = oneLine(registrationIndex === null ? what : `${what}: № ${registrationIndex}`);
    const clock = dueAt === null ? null : wallClockOf(zone, Date.parse(dueAt));
    const time = clock === null ? null : `${clock.day} ${String(Math.floor(clock.minute / 60)).padStart(2, '0')}:${String(Math.floor(clock.minute % 60)).padStart(2, '0')}`;
    const lines = [subject, ...(time === null ? [] : [translate(language, 'notice.dueAt', { time })]), '', translate(language, 'mail.openDesk'), '', name];
    return { address, subject, text: lines.join('\n'), messageId: this.#messageId(`${noticeId} ${accountId}`, sender), at: this.#now() };
  }

  /** From what is told to whom: the same at every attempt, and nothing can be read from it. */
  #messageId(of: string, sender: string): string {
    return `<${createHash('sha256').update(of).digest('hex').slice(0, 40)}@${sender.split('@')[1] ?? 'localhost'}>`;
  }

  #now(): string {
    return isoInstant(this.#options.environment.now());
  }
}

import { MAIL_ATTEMPTS, MAILED_WITHIN_MILLISECONDS, mailPause } from '#shared/domain/notice-mail.ts';
import type { MailStateShown } from '#shared/contract/notice-mail.ts';
import { BackgroundLoop } from '../../background/background-loop.ts';
import { type Environment, isoInstant } from '../../environment.ts';
import { JobFailed, type JobRunner } from '../../jobs/job-runner.ts';
import type { MailRecords, QueuedMail } from './mail-records.ts';
import type { MailMessage, SendMailResult } from './send-mail.ts';

const JOB_MILLISECONDS = 150_000;

export interface MailQueueOptions {
  readonly records: MailRecords;
  readonly jobs: JobRunner;
  readonly environment: Environment;
  /** Whether the desk's key is open: the password lies under it. */
  readonly isOpen: () => boolean;
  readonly compose: (mail: QueuedMail, sender: string) => MailMessage;
  readonly onChanged: () => void;
  readonly logUnexpected: (what: string, error: unknown) => string;
}

/**
 * Works the queue of mail off, one message at a time. That a message goes to the server is written down before, and what
 * the server said after: a message whose end the desk did not see is told as such and not sent again by itself.
 */
export class MailQueue {
  readonly #options: MailQueueOptions;
  readonly #loop: BackgroundLoop;
  readonly #stop = new AbortController();
  #obstacle: MailStateShown['obstacle'] = null;
  #failures = 0;
  #pausedUntil = 0;
  /** Rises with each change of the settings: what a former server answered says nothing of the one that is set now. */
  #settings = 0;

  constructor(options: MailQueueOptions) {
    this.#options = options;
    this.#loop = new BackgroundLoop(
      () => this.#workOff(),
      (error) => void options.logUnexpected('mail of notices', error),
    );
  }

  get obstacle(): MailStateShown['obstacle'] {
    return this.#obstacle;
  }

  start(): void {
    this.#options.records.markUnsure(this.#now());
    this.kick();
  }

  kick(): void {
    this.#loop.kick();
  }

  /** New settings: the pause of the former ones does not hold. */
  tryAnew(): void {
    this.#settings += 1;
    this.#failures = 0;
    this.#pausedUntil = 0;
    this.#obstacle = null;
    this.kick();
  }

  /** Ends what runs; a message that is with the server then is of uncertain end. */
  async stop(): Promise<void> {
    this.#loop.stop();
    this.#stop.abort();
    await this.#loop.settled();
  }

  settled(): Promise<void> {
    return this.#loop.settled();
  }

  /** One message outside the queue. @throws JobFailed */
  send(message: MailMessage, signal?: AbortSignal): Promise<SendMailResult> {
    const { records, jobs } = this.#options;
    const server = records.server();
    if (server === null) throw new Error('no mail server is set');
    return jobs.run('sendMail', { server, password: records.password(), message }, { priority: 'low', limits: { milliseconds: JOB_MILLISECONDS }, signal: signal ?? this.#stop.signal });
  }

  async #workOff(): Promise<void> {
    const { records, environment, isOpen } = this.#options;
    const chosenAt = records.sendsSince();
    if (records.server() === null || chosenAt === null || !isOpen()) return;
    if (!records.holdsSeat()) return this.#isCopy();
    const recently = isoInstant(environment.now() - MAILED_WITHIN_MILLISECONDS);
    records.enqueue(chosenAt > recently ? chosenAt : recently, this.#now());
    while (!this.#loop.stopped && environment.now() >= this.#pausedUntil) {
      // Settings may have changed, and another desk been chosen, while the last message was with the server.
      const server = records.server();
      if (server === null || records.sendsSince() === null) return;
      const mail = records.next(this.#now());
      if (mail === null) return;
      if (!records.begin(mail, this.#now())) return this.#isCopy();
      await this.#sendOne(mail, server.sender);
      this.#options.onChanged();
    }
  }

  #isCopy(): void {
    this.#obstacle = { obstacle: 'copy', detail: '', at: this.#now() };
    this.#options.onChanged();
  }

  async #sendOne(mail: QueuedMail, sender: string): Promise<void> {
    const { records, compose, environment } = this.#options;
    environment.crashPoint('mail.sending');
    const settings = this.#settings;
    let result: SendMailResult;
    try {
      result = await this.send(compose(mail, sender));
    } catch (error) {
      if (this.#loop.stopped) return;
      records.change(mail, 'unsure', { now: this.#now(), detail: error instanceof JobFailed ? error.failure : '' });
      if (!(error instanceof JobFailed)) throw error;
      return;
    }
    if (this.#loop.stopped && result.kind !== 'sent') return;
    environment.crashPoint('mail.answered');
    this.#settle(mail, result, settings === this.#settings);
  }

  #settle(mail: QueuedMail, result: SendMailResult, settingsStand: boolean): void {
    const { records, environment } = this.#options;
    const now = this.#now();
    if (result.kind === 'obstacle' && !settingsStand) return records.change(mail, 'waiting', { now });
    if (result.kind === 'obstacle') {
      this.#failures += 1;
      this.#pausedUntil = environment.now() + mailPause(this.#failures);
      this.#obstacle = { obstacle: result.obstacle, detail: result.detail, at: now };
      records.change(mail, 'waiting', { now });
      return;
    }
    this.#failures = 0;
    this.#obstacle = null;
    if (result.kind === 'sent') return records.change(mail, 'sent', { now });
    const attempts = mail.attempts + 1;
    if (result.kind === 'refused' || attempts >= MAIL_ATTEMPTS) return records.change(mail, 'refused', { now, attempts, detail: result.detail });
    records.change(mail, 'waiting', { now, attempts, nextAt: isoInstant(environment.now() + mailPause(attempts)), detail: result.detail });
  }

  #now(): string {
    return isoInstant(this.#options.environment.now());
  }
}

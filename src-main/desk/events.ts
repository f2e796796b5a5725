import type { DeskEvent } from '#shared/contract/events.ts';

/** Who hears an event: every window, windows with a signed-in person, or one window. */
export type Audience = 'everyone' | 'signed-in' | { readonly connection: string };

export type EventListener = (event: DeskEvent, audience: Audience) => void;

export type Topic = Extract<DeskEvent, { event: 'changed' }>['topics'][number];

/** Events of the desk on their way to the windows. */
export class Events {
  readonly #listeners = new Set<EventListener>();

  subscribe(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: DeskEvent, audience: Audience): void {
    for (const listener of this.#listeners) listener(event, audience);
  }

  /** Screens that show these topics read again. */
  changed(...topics: Topic[]): void {
    this.emit({ event: 'changed', topics }, 'signed-in');
  }
}

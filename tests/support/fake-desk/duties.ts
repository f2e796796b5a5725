import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { DataRequest, DutyMatter } from '#shared/contract/duties.ts';
import { DUTY_TRACKS } from '#shared/domain/employee-duties.ts';
import { LANGUAGES } from '#shared/domain/languages.ts';
import { fakeCards, fakeId } from './data.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';
import { notFound } from './holdings.ts';
import { PEOPLE } from './words.ts';

/** What a fake desk knows of duties at its start; the duties themselves are those of the country's rules. */
export interface FakeDutiesOptions {
  readonly acknowledgements?: readonly DutyMatter[];
  readonly signatures?: readonly DutyMatter[];
  readonly requests?: readonly DataRequest[];
  /** What the person at the window was asked for. */
  readonly own?: readonly DataRequest[];
}

const NOW = '2026-03-05T09:00:00Z';
const TODAY = '2026-03-05';
const packDuties = z.object({ duties: z.array(z.object({ id: z.string(), names: z.record(z.enum(LANGUAGES), z.string()), clause: z.string(), track: z.enum(DUTY_TRACKS).optional() })) });

/** Something that waits at a document; what a test does not say is plausible. */
export function dutyMatter(at: number, changes: Partial<DutyMatter> = {}): DutyMatter {
  const card = fakeCards(20)[at % 20];
  if (card === undefined) throw new Error('no card');
  return { matterId: fakeId(9100 + at), means: 'mark', title: card.subject, documentId: card.documentId, registrationIndex: card.registrationIndex, since: '2026-03-02T07:00:00Z', dueOn: '2026-03-09', state: 'waiting', ...changes };
}

/** A request; what a test does not say is plausible. */
export function dataRequest(at: number, changes: Partial<DataRequest> = {}): DataRequest {
  return { requestId: fakeId(9200 + at), personId: `person-${at}`, personName: PEOPLE[at % PEOPLE.length] ?? PEOPLE[0], position: 'Доцент', subject: 'Копия диплома', dueOn: '2026-03-09', askedAt: '2026-03-02T07:00:00Z', askedBy: PEOPLE[1], state: 'waiting', supplied: null, ...changes };
}

function ownMatter({ requestId, subject, askedAt, dueOn, state }: DataRequest): DutyMatter[] {
  return state === null ? [] : [{ matterId: requestId, means: 'data', title: subject, documentId: null, registrationIndex: null, since: askedAt, dueOn, state }];
}

export function fakeDuties(held: FakeHoldings, options: FakeDutiesOptions, people: () => readonly { readonly personId: string; readonly name: string; readonly position: string }[]): FakeHandlers<'duties'> {
  let requests = [...(options.requests ?? [])];
  let own = [...(options.own ?? [])];
  const file = path.resolve(import.meta.dirname, '../../../resources/rule-packs', held.office.country.toLowerCase(), 'duties.json');
  return {
    'duties.mine': () => {
      const matters = { acknowledgements: [...(options.acknowledgements ?? [])], signatures: [...(options.signatures ?? [])], requestedData: own.flatMap(ownMatter) };
      return { duties: packDuties.parse(JSON.parse(readFileSync(file, 'utf8'))).duties.map(({ id, names, clause, track }) => ({ dutyId: id, names, clause, track: track ?? null, matters: track === undefined ? [] : matters[track] })) };
    },
    'duties.requests': () => ({ requests, today: TODAY }),
    'duties.ask': ({ requestId, personId, subject, dueOn }) => {
      const person = people().find((one) => one.personId === personId);
      const asked = dataRequest(0, { requestId, personId, subject, dueOn, personName: person?.name ?? PEOPLE[0], position: person?.position ?? '' });
      requests = [asked, ...requests];
      held.changed(['status']);
      return asked;
    },
    'duties.supply': ({ requestId, answer, suppliedOn }) => {
      const request = [...requests, ...own].find((one) => one.requestId === requestId) ?? notFound();
      const on = suppliedOn ?? TODAY;
      const supplied: DataRequest = { ...request, state: null, supplied: { on, at: NOW, by: PEOPLE[0], answer, documentId: null, registrationIndex: null, late: on > request.dueOn } };
      const put = (list: readonly DataRequest[]): DataRequest[] => list.map((one) => (one.requestId === requestId ? supplied : one));
      requests = put(requests);
      own = put(own);
      held.changed(['status']);
      return supplied;
    },
  };
}

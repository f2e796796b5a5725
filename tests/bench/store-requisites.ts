import { randomUUID } from 'node:crypto';
import type { Client } from '#shared/rpc/client.ts';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import type { MethodInput } from '#shared/contract/index.ts';
import { valueOf } from '../support/plain-desk.ts';

type Requisites = MethodInput<'registration.register'>['requisites'];

/** Requisites that the office of the client accepts for an incoming letter. */
export async function requisitesFor(client: Client): Promise<Requisites> {
  const { journals, kinds, cases } = valueOf(await client.registration.choices({}));
  return {
    ...blankRequisites({
      direction: 'incoming',
      journalId: journals.find((journal) => journal.direction === 'incoming')?.journalId ?? '',
      kindId: kinds.find((kind) => kind.directions.includes('incoming'))?.kindId ?? '',
    }),
    medium: 'paper',
    correspondent: 'Қиялтау облысының білім басқармасы',
    correspondentNumber: '12/34-567',
    correspondentDate: '2026-01-15',
    subject: 'Өткен жылғы мұрағат істерінің жай-күйі туралы мәлімет беру жөнінде',
    sheets: 2,
    attachmentSheets: 5,
    language: 'kk',
    caseId: cases[0]?.caseId ?? null,
    addressee: 'Ректорға',
    author: null,
    restricted: false,
    note: null,
  };
}

/** Number and date that the sender gave another letter: the same ones would be taken for the same letter. */
export function anotherLetter(): Pick<Requisites, 'correspondentNumber' | 'correspondentDate'> {
  const day = new Date(Date.UTC(2016, 0, 1 + Math.floor(Math.random() * 3650)));
  return { correspondentNumber: `${randomUUID().slice(0, 8)}/26`, correspondentDate: day.toISOString().slice(0, 10) };
}

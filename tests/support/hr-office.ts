import type { MethodInput, MethodOutput } from '#shared/contract/index.ts';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { type DeskOffice, openDeskOffice } from './desk-office.ts';
import { upload, valueOf } from './test-desk.ts';

/** The password that every member of a desk office has chosen. */
export const OWN_PASSWORD = 'My-own-pass1!';

type Card = MethodOutput<'registration.register'>;
type Agreement = MethodOutput<'agreements.register'>;

export interface HrOffice extends DeskOffice {
  /** An internal e-document of a kind with a file of its own. */
  registerKind(kindId: string, content?: string | Uint8Array, fileName?: string): Promise<Card>;
  /** HR saw the person. */
  checkIdentity(personId: string): Promise<string>;
  /** An agreement or a consent, accepted in person. */
  agree(personId: string, subject: 'interaction' | 'hr-consent', changes?: Partial<MethodInput<'agreements.register'>>): Promise<Agreement>;
}

/** An office whose HR keeps agreements; Kyrgyzstan, where HR e-document flow is ruled. */
export async function openHrOffice(country: 'UA' | 'KZ' | 'KG' = 'KG'): Promise<HrOffice> {
  const office = await openDeskOffice(country);
  const { registrar, test } = office;
  const checkIdentity = async (personId: string): Promise<string> => {
    const checkId = crypto.randomUUID();
    valueOf(await registrar.agreements.checkIdentity({ checkId, personId, way: 'in-person', proof: 'паспорт' }));
    return checkId;
  };
  return {
    ...office,
    checkIdentity,
    registerKind: async (kindId, content = crypto.randomUUID(), fileName = 'документ.txt') => {
      const { sha256 } = await upload(registrar, fileName, typeof content === 'string' ? new TextEncoder().encode(content) : content);
      const [letter] = valueOf(await registrar.intake.receive({ files: [{ sha256, fileName }] })).letters;
      if (letter === undefined) throw new Error('no letter');
      await test.rooms.intake.settled(letter.letterId);
      const { journals, cases } = valueOf(await registrar.registration.choices({}));
      const journal = journals.find(({ direction }) => direction === 'internal');
      const requisites = { ...blankRequisites({ direction: 'internal', journalId: journal?.journalId ?? '', kindId }), subject: 'О предоставлении отпуска', language: 'ru', author: 'Асанова А. Б.', caseId: cases[0]?.caseId ?? null };
      return valueOf(await registrar.registration.register({ requestId: crypto.randomUUID(), letterId: letter.letterId, requisites }));
    },
    agree: async (personId, subject, changes = {}) =>
      valueOf(
        await registrar.agreements.register({
          agreementId: crypto.randomUUID(),
          subject,
          personId,
          form: subject === 'interaction' ? 'agreement' : 'application',
          number: subject === 'interaction' ? 'СЭВ-12' : '7',
          concludedOn: '2026-03-02',
          inForceFrom: '2026-03-02',
          basis: null,
          way: 'in-person',
          checkId: changes.way === 'paper' ? null : await checkIdentity(personId),
          ...changes,
        }),
      ),
  };
}

import { LANGUAGES } from '#shared/domain/languages.ts';
import type { Requisites } from '#shared/domain/registration-card.ts';
import { isMessageKey } from '#shared/i18n/translate.ts';
import type { Choices } from '../../app/use-choices.ts';
import type { Words } from '../../app/use-text.ts';

/** Name of a field of a history entry or a conflict; a plain word where this window does not know the field. */
export function fieldName(field: string, words: Words): string {
  const known = [field, `requisite.${field}`, `document.field.${field}`, `act.${field}`, `correspondents.${field}`].find(isMessageKey);
  return words.t(known ?? 'document.history.field');
}

/** Fields of a history entry beside the card's own requisites. */
type ValueName = keyof Requisites | `copyRegister.${'appliedOn' | 'dueOn' | 'closedOn'}` | 'paperDuplicate.madeOn' | 'acknowledgement.on' | 'registrationDate' | 'verdict' | 'form' | 'timestamp' | 'state';

/** A requisite's value for people; an empty text where it is not stated. */
export function requisiteText(name: string, value: string | number | boolean | null, choices: Choices, words: Words): string {
  if (value === null || value === '') return '';
  const text = String(value);
  switch (name as ValueName) {
    case 'journalId':
      return words.named(choices.journals.find((journal) => journal.journalId === text)?.names ?? { '': text });
    case 'kindId':
      return words.named(choices.kinds.find((kind) => kind.kindId === text)?.names ?? { '': text });
    case 'caseId': {
      const found = choices.cases.find((one) => one.caseId === text);
      return found === undefined ? text : `${found.index} ${found.title}`;
    }
    case 'correspondentDate':
    case 'receivedDate':
    case 'registrationDate':
    case 'copyRegister.appliedOn':
    case 'copyRegister.dueOn':
    case 'copyRegister.closedOn':
    case 'paperDuplicate.madeOn':
    case 'acknowledgement.on':
      return words.day(text);
    case 'language': {
      const language = LANGUAGES.find((one) => one === text);
      return language === undefined ? text : words.t(`language.${language}`);
    }
    case 'unitId': {
      const found = choices.units.find((one) => one.unitId === text);
      return found === undefined ? text : `${found.index} ${found.name}`.trim();
    }
    case 'outageId': {
      const found = choices.outages.find((one) => one.outageId === text);
      return found === undefined ? text : `${words.instant(found.from)} – ${found.until === null ? '…' : words.instant(found.until)}`;
    }
    case 'medium':
    case 'paperGround':
    case 'delivery': {
      const key = `requisite.${name}.${text}`;
      return isMessageKey(key) ? words.t(key) : text;
    }
    case 'state': {
      const key = `document.state.${text}`;
      return isMessageKey(key) ? words.t(key) : text;
    }
    case 'verdict':
      return words.tKnown(`verdict.word.${text}`, 'signature.notChecked');
    case 'form':
      return text === 'stamped' || text === 'paper' || text === 'certified' || text === 'protocol' || text === 'card' ? words.t(`document.copy.${text}`) : text;
    case 'timestamp':
      return text === 'pending' || text === 'present' ? words.t(`signing.timestamp.${text}`) : text;
    case 'restricted':
    case 'distributionBarred':
      return words.t(text === 'true' ? 'common.yes' : 'common.no');
    case 'direction':
      return text === 'incoming' || text === 'outgoing' || text === 'internal' ? words.t(`direction.document.${text}`) : text;
    default:
      return text;
  }
}

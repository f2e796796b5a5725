import { useChoices } from '../../app/use-choices.ts';
import { useDesk } from '../../state/desk.ts';

/** Position of the person at the window, as the office's list of people has it; empty where it has none. */
export function useOwnPosition(): string {
  const choices = useChoices();
  const name = useDesk((desk) => desk.person?.name);
  return choices.value?.people.find((person) => person.name === name)?.position ?? '';
}

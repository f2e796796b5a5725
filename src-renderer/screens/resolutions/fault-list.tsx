import type { ContractError } from '#shared/contract/index.ts';
import { useWords } from '../../app/use-text.ts';

/** What keeps a resolution from being laid, each point with whom it is about. */
export function FaultList({ error, nameOf }: { readonly error: ContractError; readonly nameOf: (personId: string) => string | null }) {
  const words = useWords();
  return (
    <div role="alert" className="attention-note">
      <div>
        <p>{words.error(error)}</p>
        <ul>
          {error.issues.map(({ path, message }) => {
            const name = nameOf(path);
            const text = words.tKnown(message, 'error.unknown', { reference: message });
            return <li key={`${path}:${message}`}>{name === null ? text : `${name}: ${text}`}</li>;
          })}
        </ul>
      </div>
    </div>
  );
}

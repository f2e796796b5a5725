import type { ContractError } from '#shared/contract/index.ts';
import { useState } from 'react';
import { useClient } from '../../app/client-context.tsx';
import { useCall } from '../../app/use-call.ts';
import { takeIn } from '../../state/uploads.ts';

export interface ScanTaking {
  readonly running: boolean;
  readonly error: ContractError | null;
  /** The letter whose pages do not fit the card: it waits for a reason or a better scan. */
  readonly waiting: string | null;
  readonly fromFiles: (files: readonly File[]) => void;
  readonly fromLetter: (letterId: string) => void;
  readonly withReason: (reason: string) => void;
}

/** Takes a scan in, has it read, and attaches it to the paper's card. */
export function useScan(documentId: string, onDone: () => void): ScanTaking {
  const client = useClient();
  const [uploading, setUploading] = useState(false);
  const [uploadError, setUploadError] = useState<ContractError | null>(null);
  const [waiting, setWaiting] = useState<string | null>(null);
  const attach = useCall(async (desk, given: { letterId: string; differenceReason: string | null }, options) => {
    // The desk counts the pages when it reads the file; a scan from a file may not have been read yet.
    const { letterId } = given;
    const known = await desk.intake.get({ letterId }, options);
    if (known.ok && known.value.verdict === null) {
      const checked = await desk.intake.check({ letterId }, options);
      if (!checked.ok) return checked;
    }
    return desk.paperIntake.attachScan({ documentId, ...given }, options);
  });

  function run(letterId: string, differenceReason: string | null): void {
    setUploadError(null);
    setWaiting(letterId);
    void attach.run({ letterId, differenceReason }).then((done) => {
      if (done === null) return;
      setWaiting(null);
      onDone();
    });
  }

  return {
    running: uploading || attach.running,
    error: uploadError ?? attach.error,
    waiting: attach.running || attach.error === null ? null : waiting,
    fromFiles: (files) => {
      if (files.length === 0) return;
      setUploading(true);
      void takeIn(client, files).then(({ letterIds, error }) => {
        setUploading(false);
        if (error !== null) setUploadError(error);
        const [first] = letterIds;
        if (first !== undefined) run(first, null);
      });
    },
    fromLetter: (letterId) => run(letterId, null),
    withReason: (reason) => {
      if (waiting !== null) run(waiting, reason);
    },
  };
}

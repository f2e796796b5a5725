import type { Notice } from '#shared/contract/notifications.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { usePlaces } from '../../state/places.ts';

/** The person's notices, and what can be done with them. */
export function useNotices(input: { readonly unreadOnly: boolean; readonly limit: number }) {
  const go = usePlaces((places) => places.go);
  const answer = useAsk(`notifications.mine:${input.unreadOnly}:${input.limit}`, (client, options) => client.notifications.mine(input, options), ['notifications']);
  const mark = useCall((client, noticeIds: string[] | null, options) => (noticeIds === null ? client.notifications.markAllRead({}, options) : client.notifications.markRead({ noticeIds }, options)));
  return {
    answer,
    mark,
    /** Marks it and shows its document; a draft is answered from the list of what waits. */
    open: (notice: Notice): void => {
      if (!notice.read) void mark.run([notice.noticeId]);
      if (notice.documentId === null) return;
      go(notice.registrationIndex === null ? { room: 'start', view: 'mine' } : { room: 'start', view: 'document', documentId: notice.documentId });
    },
  };
}

import type { Notice } from '#shared/contract/notifications.ts';
import { useAsk } from '../../app/use-ask.ts';
import { useCall } from '../../app/use-call.ts';
import { usePlaces } from '../../state/places.ts';
import { placeOfNotice } from './place-of-notice.ts';

/** The person's notices, and what can be done with them. */
export function useNotices(input: { readonly unreadOnly: boolean; readonly limit: number }) {
  const go = usePlaces((places) => places.go);
  const answer = useAsk(`notifications.mine:${input.unreadOnly}:${input.limit}`, (client, options) => client.notifications.mine(input, options), ['notifications']);
  const mark = useCall((client, noticeIds: string[] | null, options) => (noticeIds === null ? client.notifications.markAllRead({}, options) : client.notifications.markRead({ noticeIds }, options)));
  return {
    answer,
    mark,
    /** Marks it and goes where it leads. */
    open: (notice: Notice): void => {
      if (!notice.read) void mark.run([notice.noticeId]);
      const place = placeOfNotice(notice);
      if (place !== null) go(place);
    },
  };
}

/** Names of the channels between the page's bridge and the main process. Nothing else is ever listened to. */
export const CHANNELS = {
  request: 'chancery:request',
  cancel: 'chancery:cancel',
  print: 'chancery:print',
  showSaved: 'chancery:show-saved',
  saved: 'chancery:saved',
  event: 'chancery:event',
  progress: 'chancery:progress',
} as const;

// What has come since the reader last looked: in channels, and in threads.

import { byId } from './dom.js';
import { messagesIn, repliesTo, server, view } from './state.js';

const seen = new Map();
const narrow = matchMedia('(max-width: 820px)');
let begun = false;

export const isNarrow = () => narrow.matches;

const latest = messages => Number(messages.at(-1)?.ts ?? 0);
const threadKey = (channel, ts) => `${channel} ${ts}`;
const fresh = (messages, since) => messages.filter(message => Number(message.ts) > since && message.user !== view.as).length;

export const unread = channel => fresh(messagesIn(channel), seen.get(channel) ?? 0);
export const unreadReplies = (channel, ts) => fresh(repliesTo(channel, ts), seen.get(threadKey(channel, ts)) ?? 0);
export const allUnread = () => server.channels.reduce((sum, channel) => sum + unread(channel.id), 0);

const inSight = pane => !document.hidden && (!isNarrow() || view.pane === pane);

/** What lies there when the page opens counts as seen; later, only what is in sight. */
export function look() {
  if (server.version === null) return;
  if (!begun) {
    begun = true;
    for (const channel of server.channels) see(channel.id, messagesIn(channel.id));
    for (const message of server.messages) see(threadKey(message.channel, message.ts), repliesTo(message.channel, message.ts));
  }
  if (inSight('slack')) see(view.channel, messagesIn(view.channel));
  if (view.thread && inSight('thread')) see(threadKey(view.channel, view.thread), repliesTo(view.channel, view.thread));
}

const see = (key, messages) => seen.set(key, latest(messages));

export function renderTitle() {
  const count = allUnread();
  const name = byId('channel-name').textContent;
  document.title = `${count ? `(${count}) ` : ''}${name ? `${name} · ` : ''}CustomerGapBot Sandbox`;
}

// One message: who, when, what, its reactions, and the way into its thread.

import { asMe, post } from './api.js';
import { blocks } from './blocks.js';
import { clock, clockWithSeconds, dateNode, ofTs, whole } from './dates.js';
import { announce, ask, attempt, byId, fill, h, place } from './dom.js';
import { emoji, PICKER } from './emoji.js';
import { mrkdwn } from './mrkdwn.js';
import { changed, isReply, person, repliesTo, view } from './state.js';
import { unreadReplies } from './unread.js';

const AVATARS = 8;
const NEW_MS = 6000;
const greeted = new Set();

/** `place` is 'channel' or 'thread'; `tight` joins a message to the one before it by the same person. */
export function signature(message, { place, tight }) {
  const replies = place === 'channel' ? repliesTo(message.channel, message.ts) : [];
  return JSON.stringify([message, place, tight, view.as, replies.length, replies.at(-1)?.ts, unreadReplies(message.channel, message.ts)]);
}

export function drawMessage(message, { place, tight }) {
  const name = nameOf(message);
  const node = h('article', { class: `message${tight ? ' tight' : ''}`, 'aria-label': `${name}, ${clock(ofTs(message.ts))}` },
    tight ? stamp(message, 'gutter') : avatar(message, name),
    h('div', { class: 'content' },
      !tight && h('div', { class: 'by' }, h('span', { class: 'name' }, name), message.bot && h('span', { class: 'badge' }, 'APP'), stamp(message)),
      message.broadcast && h('p', { class: 'note' }, place === 'channel' ? replied(message) : 'also sent to the channel'),
      content(message),
      message.reactions?.length > 0 && reactions(message),
      place === 'channel' && !isReply(message) && threadSummary(message)),
    tools(message, place));
  if (Date.now() - ofTs(message.ts) < NEW_MS && !greeted.has(`${place} ${message.ts}`)) {
    greeted.add(`${place} ${message.ts}`);
    node.classList.add('new');
  }
  return node;
}

export function nameOf(message) {
  if (message.bot) return message.bot.name ?? (typeof message.bot === 'string' ? message.bot : person(message.user)?.name ?? 'CustomerGapBot');
  return person(message.user)?.realName ?? person(message.user)?.name ?? message.user;
}

function avatar(message, name) {
  if (message.bot) return h('span', { class: 'avatar bot', 'aria-hidden': 'true' }, h('span', { class: 'mark' }));
  const colour = [...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % AVATARS;
  const initials = name.split(/[\s.]+/).slice(0, 2).map(word => [...word][0] ?? '').join('').toUpperCase();
  return h('span', { class: `avatar colour-${colour}`, 'aria-hidden': 'true' }, initials);
}

const stamp = (message, extra = '') =>
  h('time', { class: `stamp ${extra}`, datetime: ofTs(message.ts).toISOString(), title: whole(ofTs(message.ts)) }, clock(ofTs(message.ts)));

const replied = message => ['replied to ', h('button', { type: 'button', class: 'as-link', onclick: () => openThread(message.threadTs) }, 'a thread')];

function content(message) {
  const body = message.blocks?.length
    ? h('div', { class: 'blocks' }, blocks(message.blocks, action => press(message, action)))
    : h('div', { class: 'text' }, mrkdwn(message.text));
  if (message.edited) body.append(h('span', { class: 'edited' }, ' (edited)'));
  return body;
}

const press = (message, action) =>
  attempt(() => post('slack/actions', asMe({ channel: message.channel, ts: message.ts, ...action })));

function reactions(message) {
  return h('div', { class: 'reactions' },
    message.reactions.map(({ name, users }) => {
      const mine = users.includes(view.as);
      const who = users.map(id => person(id)?.name ?? id).join(', ');
      return h('button', {
        type: 'button', class: 'chip', 'aria-pressed': String(mine), 'aria-label': `${name}, ${users.length}: ${who}`, title: `${who} reacted with :${name}:`,
        'data-focus': `react ${name}`, onclick: () => react(message, name, mine),
      }, `${emoji(name)} `, h('span', { class: 'count' }, String(users.length)));
    }));
}

const react = (message, name, remove) =>
  attempt(() => post('slack/reactions', asMe({ channel: message.channel, ts: message.ts, name, remove })));

function threadSummary(message) {
  const replies = repliesTo(message.channel, message.ts);
  if (!replies.length) return null;
  const fresh = unreadReplies(message.channel, message.ts);
  return h('button', { type: 'button', class: 'thread-summary', 'data-focus': 'thread', onclick: () => openThread(message.ts) },
    h('strong', null, replies.length === 1 ? '1 reply' : `${replies.length} replies`),
    fresh > 0 && h('span', { class: 'badge fresh' }, `${fresh} new`),
    h('span', { class: 'muted' }, 'last reply ', dateNode(replies.at(-1).ts, '{ago}', '')));
}

function tools(message, place) {
  return h('div', { class: 'tools' },
    h('button', { type: 'button', 'data-focus': 'react', 'aria-label': 'React', title: 'React', onclick: event => openPicker(message, event.currentTarget) }, '☺'),
    place === 'channel' && h('button', { type: 'button', 'data-focus': 'reply', 'aria-label': 'Reply in thread', title: 'Reply in thread', onclick: () => openThread(message.threadTs ?? message.ts) }, '💬'),
    h('button', { type: 'button', 'data-focus': 'delete', 'aria-label': 'Delete', title: 'Delete', onclick: () => remove(message) }, '🗑'));
}

async function remove({ channel, ts }) {
  if (!await ask({ title: 'Delete this message?', text: 'As an administrator of the workspace would.', confirm: 'Delete', danger: true })) return;
  await attempt(() => post('slack/delete', { channel, ts }));
  announce('Message deleted');
}

export function openThread(ts) {
  changed({ thread: ts, pane: 'thread' });
  queueMicrotask(() => byId('reply-text').focus());
}

function openPicker(message, button) {
  const picker = byId('picker');
  fill(picker, PICKER.map(name => {
    const mine = message.reactions?.some(one => one.name === name && one.users.includes(view.as)) ?? false;
    return h('button', { type: 'button', 'aria-label': name, title: `:${name}:`, 'aria-pressed': String(mine), onclick: () => { picker.hidePopover(); react(message, name, mine); } }, emoji(name));
  }));
  picker.showPopover();
  place(picker, button);
  picker.firstElementChild.focus();
}

/** The bot's answer that only the asker sees; it lives in this page alone. */
export function drawEphemeral(note, dismiss) {
  return h('article', { class: 'message ephemeral', 'aria-label': 'Only visible to you' },
    avatar({ bot: true }, ''),
    h('div', { class: 'content' },
      h('p', { class: 'note' }, '👁 Only visible to you'),
      h('div', { class: 'by' }, h('span', { class: 'name' }, nameOf({ bot: true })), h('span', { class: 'badge' }, 'APP'), h('span', { class: 'stamp' }, clockWithSeconds(new Date(note.at)))),
      note.blocks?.length ? h('div', { class: 'blocks' }, blocks(note.blocks)) : h('div', { class: 'text' }, mrkdwn(note.text)),
      h('button', { type: 'button', class: 'as-link', onclick: dismiss }, 'Dismiss message')));
}

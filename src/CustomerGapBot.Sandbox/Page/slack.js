// The pretend Slack: workspace, channel, thread and the two composers.

import { asMe, post } from './api.js';
import { dayName, ofTs } from './dates.js';
import { announce, attempt, byId, choices, fill, h, keep, place, tell } from './dom.js';
import { escaped, withMentions } from './mentions.js';
import { drawEphemeral, drawMessage, signature } from './message.js';
import { changed, channelById, me, messageAt, messagesIn, remember, repliesTo, server, view } from './state.js';
import { unread } from './unread.js';

const TOGETHER_MS = 5 * 60_000;
const NEAR_END_PX = 80;
const notes = [];
const drafts = new Map();

export function startSlack() {
  byId('as').addEventListener('change', event => {
    remember('as', event.target.value);
    changed({ as: event.target.value });
  });
  byId('close-thread').addEventListener('click', closeThread);
  byId('channel-menu').addEventListener('toggle', event => { if (event.newState === 'open') place(byId('channel-menu'), byId('channel-menu-button')); });
  byId('jump').addEventListener('click', () => toEnd(byId('channel-log')));
  for (const id of ['channel-log', 'thread-log']) holdTheEnd(byId(id));
  compose(byId('composer'), () => null);
  compose(byId('reply'), () => view.thread);
}

export function closeThread() {
  changed({ thread: null, pane: 'slack' });
  byId('composer-text').focus();
}

export function openChannel(id) {
  changed({ channel: id, thread: channelById(id) && id === view.channel ? view.thread : null, pane: 'slack' });
}

export function renderSlack() {
  renderSidebar();
  renderChannel();
  renderThread();
}

function renderSidebar() {
  tell(byId('workspace'), server.workspace.name);
  choices(byId('as'), server.people.map(one => [one.id, one.realName ?? one.name]), view.as);
  const who = me();
  tell(byId('role'), who ? [who.role, who.github ? `@${who.github} on GitHub` : 'not on GitHub'].filter(Boolean).join(' · ') : '');
  keep(byId('channels'), server.channels, {
    key: channel => channel.id,
    sign: channel => JSON.stringify([channel, channel.id === view.channel, unread(channel.id)]),
    draw: drawChannelLink,
  });
  const { ready, detail } = server.bot;
  const state = ready === null ? 'asleep' : ready ? 'ready' : 'troubled';
  const words = { asleep: 'The bot is not running', ready: 'The bot is ready', troubled: 'The bot is not ready' }[state];
  if (byId('bot').dataset.state === state && byId('bot').title === (detail ?? '')) return;
  byId('bot').dataset.state = state;
  byId('bot').title = detail ?? '';
  fill(byId('bot'), h('span', { class: 'lamp', 'aria-hidden': 'true' }), h('span', null, words, detail && h('small', null, detail)));
}

function drawChannelLink(channel) {
  const open = channel.id === view.channel;
  const fresh = unread(channel.id);
  return h('li', null, h('button', {
    type: 'button', class: fresh ? 'fresh' : '', 'aria-current': open && 'page', 'data-focus': 'open', onclick: () => openChannel(channel.id),
  }, h('span', { 'aria-hidden': 'true' }, channel.isPrivate ? '🔒' : '#'), h('span', { class: 'grow' }, channel.name),
  channel.isArchived && h('small', null, 'archived'),
  fresh > 0 && h('span', { class: 'count' }, String(fresh), h('span', { class: 'unseen' }, ' new'))));
}

function renderChannel() {
  const channel = channelById(view.channel);
  if (!channel) return;
  tell(byId('channel-name'), `${channel.isPrivate ? '🔒 ' : '# '}${channel.name}`);
  tell(byId('channel-topic'), channel.topic ?? '');
  tell(byId('channel-members'), channel.isArchived ? 'archived' : `${channel.members.length} members`);
  keep(byId('channel-menu'), channelActions(channel), {
    key: ([change]) => change, sign: () => channel.id, draw: action => drawChannelAction(channel.id, action),
  });
  showMessages(byId('channel-log'), channel.id, channelItems(channel.id), () => { byId('jump').hidden = false; });
  prepare(byId('composer'), channel.id, channel.isArchived, `Message #${channel.name} as ${me()?.realName ?? ''}`);
}

function channelActions(channel) {
  return [
    channel.isArchived ? ['unarchive', 'Bring the channel back', 'Channel is back'] : ['archive', 'Archive the channel', 'Channel archived'],
    ['kick', 'Remove the bot from the channel', 'Bot removed'],
    ['invite', 'Invite the bot to the channel', 'Bot invited'],
  ];
}

function drawChannelAction(channel, [change, words, done]) {
  return h('button', {
    type: 'button',
    onclick: () => attempt(async () => {
      byId('channel-menu').hidePopover();
      await post('slack/channels', { channel, change });
      announce(done);
    }),
  }, words);
}

function channelItems(channel) {
  const items = [];
  let before = null;
  for (const message of messagesIn(channel)) {
    const day = ofTs(message.ts).toDateString();
    if (!before || ofTs(before.ts).toDateString() !== day) items.push({ kind: 'day', key: `day ${day}`, date: ofTs(message.ts) });
    items.push({ kind: 'message', key: message.ts, message, place: 'channel', tight: items.at(-1).kind === 'message' && together(before, message) });
    before = message;
  }
  if (!items.length) items.push({ kind: 'words', key: 'empty', words: 'Nothing here yet. Open an issue on GitHub, or write something.' });
  return [...items, ...notesIn(channel, null)];
}

const together = (before, message) =>
  !message.bot && !before.bot && before.user === message.user && !before.broadcast && !message.broadcast && ofTs(message.ts) - ofTs(before.ts) < TOGETHER_MS;

function renderThread() {
  const open = Boolean(view.thread);
  document.body.toggleAttribute('data-thread', open);
  byId('thread-empty').hidden = open;
  for (const id of ['thread-log', 'reply', 'close-thread']) byId(id).hidden = !open;
  tell(byId('thread-channel'), open ? `#${channelById(view.channel)?.name}` : '');
  if (!open) return;
  const parent = messageAt(view.channel, view.thread);
  const replies = repliesTo(view.channel, view.thread);
  const item = message => ({ kind: 'message', key: message.ts, message, place: 'thread', tight: false });
  showMessages(byId('thread-log'), `${view.channel} ${view.thread}`, [
    parent ? item(parent) : { kind: 'words', key: 'gone', words: 'The first message was deleted.' },
    { kind: 'line', key: 'line', words: replies.length === 1 ? '1 reply' : `${replies.length} replies` },
    ...replies.map(item), ...notesIn(view.channel, view.thread),
  ]);
  prepare(byId('reply'), `${view.channel} ${view.thread}`, channelById(view.channel)?.isArchived, 'Reply…');
}

const notesIn = (channel, thread) => notes.filter(note => note.channel === channel && note.thread === thread && note.as === view.as)
  .map(note => ({ kind: 'note', key: `note ${note.at}`, note }));

const draw = {
  message: item => drawMessage(item.message, item),
  day: item => h('div', { class: 'line', role: 'separator' }, h('span', null, dayName(item.date))),
  line: item => h('div', { class: 'line start' }, h('span', null, item.words)),
  words: item => h('p', { class: 'empty' }, item.words),
  note: item => drawEphemeral(item.note, () => { notes.splice(notes.indexOf(item.note), 1); changed(); }),
};

const sign = item => item.kind === 'message' ? signature(item.message, item) : item.words ?? item.date?.toDateString() ?? item.key;

/** Stays at the end when the reader is at the end, and where the reader is otherwise. */
function showMessages(log, conversation, items, onMore = () => {}) {
  const another = log.dataset.conversation !== conversation;
  const follow = another || log.dataset.follow === 'yes' || log.dataset.end !== 'no';
  const last = log.lastElementChild?.dataset.key;
  log.dataset.conversation = conversation;
  log.dataset.follow = '';
  log.setAttribute('aria-busy', String(another));
  keep(log, items, { key: item => item.key, sign, draw: item => draw[item.kind](item) });
  log.setAttribute('aria-busy', 'false');
  if (follow) toEnd(log);
  else if (log.lastElementChild?.dataset.key !== last) onMore();
}

/** A reader at the end stays there when the pane changes its height, too. */
function holdTheEnd(log) {
  log.addEventListener('scroll', () => {
    log.dataset.end = isNearEnd(log) ? 'yes' : 'no';
    if (log.id === 'channel-log' && isNearEnd(log)) byId('jump').hidden = true;
  }, { passive: true });
  new ResizeObserver(() => { if (log.dataset.end !== 'no') toEnd(log); }).observe(log);
}

const isNearEnd = log => log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX;
const toEnd = log => { log.scrollTop = log.scrollHeight; };

/** Each conversation keeps its own half-written text. */
function prepare(form, conversation, archived, hint) {
  const field = form.elements.text;
  if (form.dataset.conversation !== conversation) {
    drafts.set(form.dataset.conversation, field.value);
    form.dataset.conversation = conversation;
    field.value = drafts.get(conversation) ?? '';
    fit(field);
  }
  const words = archived ? 'This channel is archived' : hint;
  for (const part of form.elements) part.disabled = Boolean(archived);
  if (field.placeholder !== words) field.placeholder = words;
  tell(form.querySelector('label'), words);
}

function fit(field) {
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight + 2, 180)}px`;
}

function compose(form, threadOf) {
  const field = form.elements.text;
  field.addEventListener('input', () => fit(field));
  field.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return;
    const conversation = form.dataset.conversation;
    field.value = '';
    fit(field);
    const sent = await attempt(() => say(text, threadOf()).then(() => true));
    if (!sent && form.dataset.conversation === conversation && !field.value) field.value = text;
  });
}

async function say(text, threadTs) {
  const { channel } = view;
  byId(threadTs ? 'thread-log' : 'channel-log').dataset.follow = 'yes';
  if (!text.startsWith('/')) return post('slack/messages', asMe({ channel, threadTs: threadTs ?? undefined, text: withMentions(escaped(text)) }));
  if (threadTs) return note({ text: `\`${escaped(text.split(/\s/)[0])}\` is not supported in threads: write it in the channel.` }, threadTs);
  const answer = await post('slack/commands', asMe({ channel, text: withMentions(text) }));
  return answer?.text || answer?.blocks ? note(answer, null) : undefined;
}

function note(answer, thread) {
  notes.push({ ...answer, channel: view.channel, thread, as: view.as, at: Date.now() });
  changed();
}

// People, channels and groups as Slack shows them inside a sentence.

import { h } from './dom.js';
import { changed, channelById, person, server, view } from './state.js';

export const userMention = (id, label) =>
  h('span', { class: id === view.as ? 'mention mine' : 'mention' }, `@${person(id)?.name ?? label ?? id}`);

export const wideMention = range => h('span', { class: 'mention mine' }, `@${range}`);

export const groupMention = (id, label) => h('span', { class: 'mention' }, label?.startsWith('@') ? label : `@${label ?? id}`);

export function channelMention(id, label) {
  const channel = channelById(id);
  return channel
    ? h('button', { type: 'button', class: 'mention', onclick: () => changed({ channel: id, pane: 'slack' }) }, `#${channel.name}`)
    : h('span', { class: 'mention' }, `#${label || id}`);
}

/** What Slack's own composer does with typed names: `@mia` and `#feedback` become references. */
export function withMentions(text) {
  return text
    .replace(/(^|[\s(])@([\w.-]*\w)/g, (whole, before, name) => reference(before, '@', server.people.find(one => one.name === name)) ?? whole)
    .replace(/(^|[\s(])#([\w-]+)/g, (whole, before, name) => reference(before, '#', server.channels.find(one => one.name === name)) ?? whole);
}

const reference = (before, mark, found) => found && `${before}<${mark}${found.id}>`;

/** The three characters that Slack's wire escapes. */
export const escaped = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

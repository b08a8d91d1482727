// Block Kit to nodes. A type unknown here is named, never dropped in silence.

import { dateNode } from './dates.js';
import { ask, h, link, safeAddress } from './dom.js';
import { emoji, inText } from './emoji.js';
import { channelMention, groupMention, userMention, wideMention } from './mentions.js';
import { mrkdwn } from './mrkdwn.js';

/** `press({ actionId, blockId, value })` is called for a button; without it the buttons rest (an ephemeral answer). */
export const blocks = (list, press) => list.map(block => drawers[block.type]?.(block, press) ?? unknown(block.type));

const unknown = type => h('p', { class: 'unknown' }, `A block of type “${type}”, which this page does not draw`);

const drawers = {
  rich_text: block => h('div', { class: 'rich' }, block.elements.map(richPart)),
  section: (block, press) => h('div', { class: 'section' },
    h('div', { class: 'section-text' },
      block.text && h('div', { class: 'text' }, textObject(block.text)),
      block.fields && h('div', { class: 'fields' }, block.fields.map(field => h('div', { class: 'text' }, textObject(field))))),
    block.accessory && element(block.accessory, block, press)),
  context: block => h('div', { class: 'context' }, block.elements.map(one => one.type === 'image' ? picture(one) : h('span', { class: 'text' }, textObject(one)))),
  header: block => h('h4', { class: 'header-block' }, textObject(block.text)),
  divider: () => h('hr'),
  actions: (block, press) => h('div', { class: 'actions' }, block.elements.map(one => element(one, block, press))),
  image: block => h('figure', null, block.title && h('figcaption', null, textObject(block.title)), picture(block)),
  markdown: block => h('div', { class: 'text' }, block.text),
};

function textObject(text) {
  if (text.type === 'mrkdwn') return mrkdwn(text.text, text);
  return text.emoji === false ? text.text : inText(text.text);
}

function element(one, block, press) {
  if (one.type === 'image') return picture(one);
  if (one.type !== 'button') return unknown(one.type);
  const action = { actionId: one.action_id, blockId: block.block_id, value: one.value ?? null };
  const about = { class: `button ${one.style ?? ''}`, 'aria-label': one.accessibility_label, 'data-focus': `press ${one.action_id}` };
  const href = safeAddress(one.url);
  if (href) return h('a', { ...about, href, target: '_blank', rel: 'noopener noreferrer', onclick: () => press?.(action) }, textObject(one.text));
  return h('button', { ...about, type: 'button', disabled: !press, onclick: async () => await confirmed(one.confirm) && press(action) }, textObject(one.text));
}

const confirmed = question => !question || ask({
  title: question.title.text, text: question.text.text, confirm: question.confirm?.text, deny: question.deny?.text,
  danger: question.style === 'danger',
});

/** Pictures of this machine are shown; one from elsewhere is named by its words, because the page asks nothing of the internet. */
function picture({ image_url: address, alt_text: words }) {
  const url = URL.canParse(address) ? new URL(address) : null;
  const here = url && (url.origin === location.origin || ['127.0.0.1', 'localhost'].includes(url.hostname));
  return here ? h('img', { src: url.href, alt: words, loading: 'lazy' }) : link(address, `🖼 ${words}`);
}

function richPart(part) {
  if (part.type === 'rich_text_list') return list(part);
  if (part.type === 'rich_text_quote') return h('blockquote', null, part.elements.map(leaf));
  if (part.type === 'rich_text_preformatted') return bordered(part, h('pre', null, part.elements.map(one => one.text ?? one.url ?? '')));
  if (part.type === 'rich_text_section') return h('div', { class: 'text' }, part.elements.map(leaf));
  return unknown(part.type);
}

const bordered = (part, node) => part.border ? h('div', { class: 'bordered' }, node) : node;

function list(part) {
  const ordered = part.style === 'ordered';
  const indent = Math.min(part.indent ?? 0, 8);
  return bordered(part, h(ordered ? 'ol' : 'ul', { class: `indent-${indent}`, start: ordered && part.offset ? part.offset + 1 : null },
    part.elements.map(item => h('li', null, item.elements.map(leaf)))));
}

const leaves = {
  text: one => one.text,
  link: one => link(one.url, one.text || one.url),
  user: one => userMention(one.user_id),
  usergroup: one => groupMention(one.usergroup_id),
  channel: one => channelMention(one.channel_id),
  broadcast: one => wideMention(one.range),
  emoji: one => h('span', { title: `:${one.name}:` }, emoji(one.name)),
  date: one => one.url ? link(one.url, dateNode(one.timestamp, one.format, one.fallback)) : dateNode(one.timestamp, one.format, one.fallback),
  team: one => one.team_id,
  color: one => colour(one.value),
};

const wraps = { bold: 'strong', italic: 'em', strike: 's', underline: 'u', code: 'code' };

function leaf(one) {
  const drawn = leaves[one.type]?.(one) ?? one.text ?? one.fallback ?? `[${one.type}]`;
  return Object.entries(wraps).reduceRight((node, [style, tag]) => one.style?.[style] ? h(tag, null, node) : node, drawn);
}

function colour(value) {
  const swatch = h('span', { class: 'swatch', 'aria-hidden': 'true' });
  swatch.style.backgroundColor = value;
  return h('span', null, swatch, value);
}

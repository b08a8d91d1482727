// Slack's own markup (mrkdwn) to nodes: docs.slack.dev, formatting message text.

import { dateNode } from './dates.js';
import { h, link } from './dom.js';
import { inText } from './emoji.js';
import { channelMention, groupMention, userMention, wideMention } from './mentions.js';

const unescaped = text => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** `*b*` counts only where it stands as a word; what is inside <…> or `…` is passed over whole. */
const styled = mark =>
  `(?<![\\p{L}\\p{N}${mark}])${mark}(?=\\S)((?:<[^<>\\n]*>|\`[^\`\\n]*\`|[^${mark}\\n<\`])*[^${mark}\\s])${mark}(?![\\p{L}\\p{N}${mark}])`;

const inline = new RegExp([
  '`([^`\\n]+)`',
  '<([^<>\\n]+)>',
  styled('\\*'), styled('_'), styled('~'),
  '(https?:\\/\\/[^\\s<>|]+[^\\s<>|.,;:!?)\\]])',
].join('|'), 'gu');

const fences = /```\n?([\s\S]+?)\n?```/g;

export function mrkdwn(text, { verbatim = false } = {}) {
  return between(text ?? '', fences, part => paragraphs(part, verbatim), match => h('pre', null, unescaped(match[1])));
}

/** Nodes of what lies between the matches and of the matches themselves, in order. */
function between(text, pattern, plain, matched) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    nodes.push(plain(text.slice(from, match.index)), matched(match));
    from = match.index + match[0].length;
  }
  nodes.push(plain(text.slice(from)));
  return nodes.flat(Infinity).filter(node => node !== '');
}

/** Lines that begin with > stand together in one quote. */
function paragraphs(text, verbatim) {
  const parts = [];
  for (const line of text.split('\n')) {
    const quote = /^(?:>|&gt;) ?(.*)$/.exec(line);
    const last = parts.at(-1);
    if (last && last.quote === Boolean(quote)) last.lines.push(quote ? quote[1] : line);
    else parts.push({ quote: Boolean(quote), lines: [quote ? quote[1] : line] });
  }
  return parts.map(({ quote, lines }) => {
    const nodes = spans(lines.join('\n'), verbatim);
    return quote ? h('blockquote', null, nodes) : nodes;
  });
}

const spans = (text, verbatim) => between(text, inline, part => inText(unescaped(part)), match => span(match, verbatim));

function span([whole, code, reference, bold, italic, strike, address], verbatim) {
  if (code !== undefined) return h('code', null, unescaped(code));
  if (reference !== undefined) return referred(reference);
  if (bold !== undefined) return h('strong', null, spans(bold, verbatim));
  if (italic !== undefined) return h('em', null, spans(italic, verbatim));
  if (strike !== undefined) return h('s', null, spans(strike, verbatim));
  return verbatim ? unescaped(whole) : link(unescaped(address));
}

function referred(reference) {
  const bar = reference.indexOf('|');
  const target = bar < 0 ? reference : reference.slice(0, bar);
  const label = bar < 0 ? undefined : unescaped(reference.slice(bar + 1));
  if (target.startsWith('@')) return userMention(target.slice(1), label);
  if (target.startsWith('#')) return channelMention(target.slice(1), label);
  if (target.startsWith('!')) return special(target.slice(1), label);
  return link(unescaped(target), label ?? unescaped(target));
}

function special(command, label) {
  const [name, ...rest] = command.split('^');
  if (['here', 'channel', 'everyone'].includes(name)) return wideMention(name);
  if (name === 'subteam') return groupMention(rest[0], label);
  if (name !== 'date') return label ?? `<!${command}>`;
  const node = dateNode(rest[0], unescaped(rest[1] ?? ''), label);
  return rest[2] ? link(unescaped(rest.slice(2).join('^')), node) : node;
}

// The drawer: what went between the bot and the two services, and trouble on request.

import { call, post } from './api.js';
import { clockWithSeconds, whole } from './dates.js';
import { announce, attempt, byId, h, keep, onSubmit } from './dom.js';
import { changed, channelNamed, server, view } from './state.js';

const SHOWN = 300;
const opened = new Set();

const troubles = [
  ['Slack is too busy (429) for the next 3 posts', { kind: 'tooMany', method: 'chat.postMessage', times: 3, seconds: 5 }],
  ['Slack answers 500 to the next 3 posts', { kind: 'serverError', method: 'chat.postMessage', times: 3 }],
  ['Slack takes the next message, but its answer is lost', { kind: 'acceptThenDrop', method: 'chat.postMessage', times: 1 }],
  ['Slack is slow: 8 seconds for each of the next 3 posts', { kind: 'slow', method: 'chat.postMessage', times: 3, seconds: 8 }],
  ['Slack refuses the next message (invalid_blocks)', { kind: 'error', error: 'invalid_blocks', method: 'chat.postMessage', times: 1 }],
];

export function startTraffic() {
  const toggle = (id, drawer) => byId(id).addEventListener('click', () => changed({ drawer: view.drawer === drawer ? null : drawer }));
  toggle('open-traffic', 'traffic');
  toggle('open-trouble', 'trouble');
  byId('tab-traffic').addEventListener('click', () => changed({ drawer: 'traffic' }));
  byId('tab-trouble').addEventListener('click', () => changed({ drawer: 'trouble' }));
  byId('close-drawer').addEventListener('click', closeDrawer);
  for (const id of ['traffic-text', 'traffic-service', 'traffic-direction']) byId(id).addEventListener('input', () => changed());
  byId('trouble-clear').addEventListener('click', () => attempt(async () => {
    await call('trouble', 'DELETE');
    announce('All trouble cleared');
  }));
  onSubmit(byId('trouble-form'), makeParticularTrouble);
}

export function closeDrawer() {
  const opener = byId(`open-${view.drawer}`);
  changed({ drawer: null });
  opener?.focus();
}

export function renderTraffic() {
  const drawer = view.pane === 'traffic' ? view.drawer ?? 'traffic' : view.drawer;
  byId('drawer').hidden = !drawer;
  for (const name of ['traffic', 'trouble']) {
    byId(`open-${name}`).setAttribute('aria-expanded', String(view.drawer === name));
    byId(`tab-${name}`).setAttribute('aria-pressed', String(drawer === name));
    byId(name).hidden = drawer !== name;
  }
  byId('traffic-filter').hidden = drawer !== 'traffic';
  byId('trouble-dot').hidden = server.trouble.length === 0;
  if (drawer === 'traffic') renderList();
  if (drawer === 'trouble') renderTrouble();
}

function renderList() {
  const words = byId('traffic-text').value.trim().toLowerCase();
  const service = byId('traffic-service').value;
  const direction = byId('traffic-direction').value;
  const fits = one => (!service || one.service === service) && (!direction || one.direction === direction)
    && (!words || `${one.what} ${one.status} ${bodyText(one.body)}`.toLowerCase().includes(words));
  const listed = server.traffic.filter(fits).sort((a, b) => new Date(b.at) - new Date(a.at)).slice(0, SHOWN);
  keep(byId('traffic-list'), listed, {
    key: one => String(one.id),
    sign: one => `${one.status} ${one.ms} ${opened.has(one.id)}`,
    draw: drawExchange,
  });
  byId('traffic-none').hidden = listed.length > 0;
}

function drawExchange(one) {
  const open = opened.has(one.id);
  const inward = one.direction === 'in';
  const status = Number(one.status);
  return h('li', null,
    h('button', { type: 'button', class: 'exchange', 'aria-expanded': String(open), 'data-focus': 'open', onclick: () => unfold(one.id) },
      h('time', { datetime: one.at, title: whole(new Date(one.at)) }, clockWithSeconds(new Date(one.at))),
      h('span', { class: `way ${inward ? 'in' : 'out'}` }, inward ? `${one.service} → bot` : `bot → ${one.service}`),
      h('span', { class: 'what' }, one.what),
      h('span', { class: `status ${status >= 200 && status < 300 ? 'good' : 'bad'}` }, String(one.status ?? '…')),
      h('span', { class: 'ms' }, one.ms === null || one.ms === undefined ? '' : `${Math.round(one.ms)} ms`)),
    open && h('pre', { class: 'body', tabindex: '0', 'aria-label': 'Body' }, bodyText(one.body) || '(no body)'));
}

function unfold(id) {
  if (!opened.delete(id)) opened.add(id);
  changed();
}

function bodyText(body) {
  if (typeof body !== 'string') return body === null || body === undefined ? '' : JSON.stringify(body, null, 2);
  try { return JSON.stringify(JSON.parse(body), null, 2); } catch { return body; }
}

function renderTrouble() {
  const feedback = channelNamed('feedback');
  const archive = feedback && (feedback.isArchived ? ['Bring #feedback back', 'unarchive'] : ['Archive #feedback', 'archive']);
  const offers = [
    ...troubles.map(([words, trouble]) => ({ words, act: () => post('trouble', trouble) })),
    ...archive ? [{ words: archive[0], act: () => post('slack/channels', { channel: feedback.id, change: archive[1] }) }] : [],
  ];
  keep(byId('trouble-buttons'), offers, {
    key: offer => offer.words, sign: offer => offer.words,
    draw: offer => h('button', { type: 'button', onclick: () => attempt(async () => { await offer.act(); announce(offer.words); }) }, offer.words),
  });
  keep(byId('trouble-list'), server.trouble, {
    key: one => String(one.id), sign: JSON.stringify,
    draw: one => h('li', null, h('span', { class: 'grow' }, one.what), h('span', { class: 'muted' }, `${one.left} left`)),
  });
  byId('trouble-none').hidden = server.trouble.length > 0;
  byId('trouble-clear').hidden = server.trouble.length === 0;
}

async function makeParticularTrouble({ kind, method, error, times, seconds }) {
  await post('trouble', {
    kind: kind.value, method: method.value.trim(), times: Number(times.value),
    error: error.value.trim() || undefined, seconds: seconds.value === '' ? undefined : Number(seconds.value),
  });
  announce('Trouble made');
}

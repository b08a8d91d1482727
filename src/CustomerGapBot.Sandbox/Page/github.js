// The pretend GitHub around an issue: repositories, the list, a new issue, and the webhooks' deliveries.

import { asMe, call, post } from './api.js';
import { clockWithSeconds, sinceNode, whole } from './dates.js';
import { announce, attempt, byId, choices, h, keep, onSubmit, tell } from './dom.js';
import { colourOf } from './labels.js';
import { changed, issue, server, view } from './state.js';

const examples = [
  {
    title: 'Export to CSV loses the time zone', labels: 'bug, area:export',
    body: 'When I export a report, **all times are in UTC**, but the page shows them in Berlin time.\n\n1. Open *Reports*\n2. Press `Export`\n3. Compare the first column\n\nA customer noticed it in the month-end figures.',
  },
  {
    title: 'Let me pin a dashboard to the top', labels: 'needs-review',
    body: 'Three customers asked this week for a way to keep one dashboard first in the list.\n\n> We open the same board forty times a day.',
  },
  {
    title: 'Login loops when cookies are blocked', labels: 'bug, sev3',
    body: 'With third-party cookies off, the login page returns to itself:\n\n```\n302 /login → 302 /start → 302 /login\n```\n\nSee https://example.com/help/cookies',
  },
];
let example = 0;
let deliveries = [];
let deliveriesOf = null;

export const delivering = () => ({ deliver: byId('deliver').checked });

export function startGitHub() {
  const go = (id, choice) => byId(id).addEventListener('click', () => changed(choice));
  go('gh-issues', { screen: 'list', issue: null });
  go('gh-hooks', { screen: 'deliveries' });
  go('gh-open', { issueState: 'open' });
  go('gh-closed', { issueState: 'closed' });
  go('gh-cancel', { screen: 'list' });
  byId('gh-new').addEventListener('click', newIssue);
  byId('gh-example').addEventListener('click', fillExample);
  byId('gh-repository').addEventListener('change', event => changed({ repository: event.target.value, screen: 'list', issue: null }));
  onSubmit(byId('gh-new-form'), openIssue);
}

export function newIssue() {
  changed({ screen: 'new', pane: 'github' });
  queueMicrotask(() => byId('new-title').focus());
}

export function exampleIssue() {
  newIssue();
  fillExample();
}

function fillExample() {
  const chosen = examples[example++ % examples.length];
  for (const field of ['title', 'body', 'labels']) byId(`new-${field}`).value = chosen[field];
}

async function openIssue({ title, body, labels }) {
  const opened = await post('github/issues', asMe({
    repository: view.repository, title: title.value.trim(), body: body.value,
    labels: labels.value.split(',').map(label => label.trim()).filter(Boolean), ...delivering(),
  }));
  byId('gh-new-form').reset();
  announce('Issue opened');
  if (opened?.number) showIssue(view.repository, opened.number);
  else changed({ screen: 'list', issueState: 'open' });
}

export function showIssue(repository, number) {
  changed({ repository, issue: number, screen: 'issue', pane: 'github' });
  queueMicrotask(() => byId('gh-title')?.focus({ preventScroll: true }));
}

export function renderGitHub() {
  choices(byId('gh-repository'), server.repositories.map(one => [one.fullName, `${one.private ? '🔒 ' : ''}${one.fullName}`]), view.repository);
  if (view.screen === 'issue' && !issue(view.repository, view.issue)) leaveMissingIssue();
  for (const screen of byId('gh-body').children) screen.hidden = screen.dataset.screen !== view.screen;
  byId('gh-issues').setAttribute('aria-pressed', String(view.screen !== 'deliveries'));
  byId('gh-hooks').setAttribute('aria-pressed', String(view.screen === 'deliveries'));
  if (view.screen === 'list') renderList();
  if (view.screen === 'deliveries') renderDeliveries();
}

/** A new issue's answer may overtake the state that holds it: wait for one that was never seen, leave one that went away. */
let shown = null;
function leaveMissingIssue() {
  if (shown !== `${view.repository} ${view.issue}`) return;
  Object.assign(view, { screen: 'list', issue: null });
}

export function markShown(one) {
  shown = `${one.repository} ${one.number}`;
}

function renderList() {
  const here = server.issues.filter(one => one.repository === view.repository).sort((a, b) => b.pinned - a.pinned || b.number - a.number);
  for (const state of ['open', 'closed']) {
    const button = byId(`gh-${state}`);
    tell(button, `${state === 'open' ? 'Open' : 'Closed'} ${here.filter(one => one.state === state).length}`);
    button.setAttribute('aria-pressed', String(view.issueState === state));
  }
  const listed = here.filter(one => one.state === view.issueState);
  keep(byId('gh-issues-list'), listed, { key: one => String(one.number), sign: JSON.stringify, draw: drawIssueLine });
  byId('gh-none').hidden = listed.length > 0;
  tell(byId('gh-none'), view.issueState === 'open' ? 'No open issues. Open the first one.' : 'No closed issues.');
}

function drawIssueLine(one) {
  return h('li', { class: 'issue-line' },
    h('span', { class: `state ${stateClass(one)}`, 'aria-label': stateWords(one), role: 'img' }),
    h('div', { class: 'grow' },
      h('button', { type: 'button', class: 'issue-title', 'data-focus': 'open', onclick: () => showIssue(one.repository, one.number) }, one.title),
      one.labels.length > 0 && h('div', { class: 'labels' }, one.labels.map(drawLabel)),
      h('div', { class: 'muted small' }, `#${one.number} by ${one.user} `, sinceNode(one.createdAt),
        one.comments.length > 0 && ` · 💬 ${one.comments.length}`, one.pinned && ' · pinned', one.locked && ' · locked', one.milestone && ` · ${one.milestone}`)));
}

export function drawLabel(label) {
  const node = h('span', { class: 'label' }, label.name);
  Object.assign(node.style, colourOf(label.color));
  return node;
}

export const stateClass = one => one.state === 'open' ? 'open' : one.stateReason === 'completed' || !one.stateReason ? 'done' : 'dropped';

export const stateWords = one =>
  one.state === 'open' ? 'Open' : one.stateReason ? `Closed as ${one.stateReason.replace('_', ' ')}` : 'Closed';

function renderDeliveries() {
  if (deliveriesOf !== server.version) readDeliveries();
  keep(byId('gh-deliveries-list'), deliveries, { key: (one) => `${one.guid} ${one.at}`, sign: JSON.stringify, draw: drawDelivery });
  byId('gh-no-deliveries').hidden = deliveries.length > 0;
}

async function readDeliveries() {
  deliveriesOf = server.version;
  const read = await attempt(() => call('github/deliveries'));
  if (!read) return;
  deliveries = read.sort((a, b) => new Date(b.at) - new Date(a.at));
  changed();
}

function drawDelivery({ guid, event, action, at, status }) {
  const good = Number(status) >= 200 && Number(status) < 300;
  return h('li', { class: 'delivery' },
    h('span', { class: `status ${good ? 'good' : 'bad'}` }, status ? String(status) : '—'),
    h('div', { class: 'grow' },
      h('div', null, [event, action].filter(Boolean).join('.')),
      h('div', { class: 'muted small' }, h('time', { datetime: at, title: whole(new Date(at)) }, clockWithSeconds(new Date(at))), ' · ', h('code', null, guid))),
    h('button', { type: 'button', 'data-focus': 'again', 'aria-label': `Redeliver ${event} ${guid}`, onclick: () => redeliver(guid) }, 'Redeliver'));
}

const redeliver = guid => attempt(async () => {
  await post('github/redeliver', { guid });
  announce('Delivered again');
  deliveriesOf = null;
  changed();
});

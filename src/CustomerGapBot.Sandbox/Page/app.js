// The page: starts every part, draws them on each change, and knows panes, deep links and the Escape key.

import { connect } from './api.js';
import { refreshDates } from './dates.js';
import { byId, fill } from './dom.js';
import { renderGitHub, showIssue, startGitHub } from './github.js';
import { renderHint, startHint } from './hint.js';
import { renderIssue, startIssue } from './issue.js';
import { closeThread, openChannel, renderSlack, startSlack } from './slack.js';
import { changed, channelById, channelNamed, issue, issueAt, onChange, server, view } from './state.js';
import { closeDrawer, renderTraffic, startTraffic } from './traffic.js';
import { allUnread, isNarrow, look, renderTitle, unreadReplies } from './unread.js';

const AGO_MS = 20_000;
let followed = null;
const tabs = [...document.querySelectorAll('[data-tab]')];

startSlack();
startGitHub();
startIssue();
startTraffic();
startHint();

for (const part of [look, renderPanes, renderBanner, renderSlack, renderGitHub, renderIssue, renderTraffic, renderHint, renderTitle, followHash, writeHash])
  onChange(part);

for (const tab of tabs) tab.addEventListener('click', () => changed({ pane: tab.dataset.tab }));
for (const skip of document.querySelectorAll('[data-skip]')) skip.addEventListener('click', skipTo);
byId('open-channels').addEventListener('click', () => showSidebar(!document.body.hasAttribute('data-sidebar')));
byId('channels').addEventListener('click', () => showSidebar(false));
document.addEventListener('click', followIssueLink);
document.addEventListener('keydown', event => { if (event.key === 'Escape' && !event.defaultPrevented) escape(); });
document.addEventListener('visibilitychange', () => changed());
matchMedia('(max-width: 820px)').addEventListener('change', () => changed());
addEventListener('hashchange', () => { followed = null; changed(); });
setInterval(refreshDates, AGO_MS);

connect();
changed();

function renderPanes() {
  document.body.dataset.pane = view.pane;
  for (const tab of tabs) {
    if (tab.dataset.tab === view.pane) tab.setAttribute('aria-current', 'page');
    else tab.removeAttribute('aria-current');
  }
  dot('slack').hidden = allUnread() === 0;
  dot('thread').hidden = !view.thread || unreadReplies(view.channel, view.thread) === 0;
}

const dot = tab => document.querySelector(`[data-tab="${tab}"] .dot`);

function renderBanner() {
  const banner = byId('banner');
  const words = view.running === false ? 'The Sandbox is not running. This page looks for it and goes on by itself.' : '';
  if (banner.textContent !== words) fill(banner, words);
  banner.hidden = !words;
}

function showSidebar(visible) {
  document.body.toggleAttribute('data-sidebar', visible);
  byId('open-channels').setAttribute('aria-expanded', String(visible));
  if (!visible) return;
  if (view.pane === 'traffic') changed({ pane: 'slack' });
  queueMicrotask(() => byId('as').focus());
}

function skipTo(event) {
  event.preventDefault();
  const target = byId(event.currentTarget.dataset.skip);
  changed({ pane: target.closest('#github') ? 'github' : 'slack' });
  queueMicrotask(() => target.focus());
}

/** A dialog and a popover close themselves; then the innermost of ours. */
function escape() {
  if (document.querySelector('dialog[open], :popover-open')) return;
  if (document.body.hasAttribute('data-sidebar')) { showSidebar(false); byId('open-channels').focus(); }
  else if (view.drawer && !isNarrow()) closeDrawer();
  else if (view.thread) closeThread();
}

/** A card's link leads to the pretend GitHub beside it. */
function followIssueLink(event) {
  const address = event.target.closest?.('a[href]')?.href;
  if (!address || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const url = new URL(address);
  const found = issueAt(address) ?? (url.origin === location.origin ? issueOf(url.hash) : null);
  if (!found) return;
  event.preventDefault();
  showIssue(found.repository, found.number);
}

/** `#issue-12`, or `#issue-12@owner/name` where several repositories have a 12. */
function issueOf(hash) {
  const [, number, repository] = /^#issue-(\d+)(?:@(.+))?$/.exec(hash) ?? [];
  if (!number) return null;
  return issue(repository ?? view.repository, Number(number)) ?? server.issues.find(one => one.number === Number(number)) ?? null;
}

function followHash() {
  if (server.version === null || followed === location.hash) return;
  followed = location.hash;
  const found = issueOf(followed);
  if (found) return showIssue(found.repository, found.number);
  const name = /^#channel-(.+)$/.exec(followed)?.[1];
  const channel = name && channelNamed(decodeURIComponent(name));
  if (channel && channel.id !== view.channel) openChannel(channel.id);
}

function writeHash() {
  if (server.version === null) return;
  const hash = view.screen === 'issue' && view.issue ? issueHash() : `#channel-${channelById(view.channel)?.name}`;
  if (hash === location.hash) return;
  followed = hash;
  history.replaceState(null, '', hash);
}

function issueHash() {
  const first = server.repositories.map(one => issue(one.fullName, view.issue)).find(Boolean);
  return `#issue-${view.issue}${first?.repository === view.repository ? '' : `@${view.repository}`}`;
}

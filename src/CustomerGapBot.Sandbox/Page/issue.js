// One issue of the pretend GitHub: its words, its comments, and everything that can be done to it.

import { asMe, post } from './api.js';
import { sinceNode } from './dates.js';
import { announce, ask, attempt, byId, choices, fill, h, keep, onSubmit, tell } from './dom.js';
import { delivering, drawLabel, markShown, stateClass, stateWords } from './github.js';
import { changed, issue, me, personByLogin, server, view } from './state.js';

const drafts = new Map();
const lockReasons = [['', 'no reason'], ['off-topic', 'off-topic'], ['too heated', 'too heated'], ['resolved', 'resolved'], ['spam', 'spam']];
let editing = null;

const current = () => issue(view.repository, view.issue);

export async function change(what, more = {}) {
  await post('github/change', asMe({ repository: view.repository, number: view.issue, change: what, ...more, ...delivering() }));
  announce(`Done: ${what}`);
}

const comments = (door, body) => post(`github/comments${door}`, asMe({ ...body, ...delivering() }));

export function startIssue() {
  const press = (id, action) => byId(id).addEventListener('click', () => attempt(action));
  press('gh-back', () => changed({ screen: 'list', issue: null }));
  press('gh-close', () => change('close', { value: byId('close-reason').value }));
  press('gh-reopen', () => change('reopen'));
  press('gh-pin', () => change(current().pinned ? 'unpin' : 'pin'));
  press('gh-lock', lockOrUnlock);
  press('gh-delete', deleteIssue);
  press('gh-demilestone', () => change('demilestone'));
  press('gh-edit-open', openEditor);
  press('gh-edit-cancel', () => { byId('gh-edit').hidden = true; byId('gh-edit-open').focus(); });
  onSubmit(byId('gh-edit'), saveIssue);
  onSubmit(byId('gh-comment'), addComment);
  onSubmit(byId('gh-label-form'), ({ value }) => changeAndClear('label', value));
  onSubmit(byId('gh-milestone-form'), ({ value }) => changeAndClear('milestone', value));
  onSubmit(byId('gh-assign-form'), ({ value }) => change('assign', { value: value.value }));
  onSubmit(byId('gh-transfer-form'), transfer);
}

async function changeAndClear(what, field) {
  await change(what, { value: field.value.trim() });
  field.value = '';
}

async function lockOrUnlock() {
  if (current().locked) return change('unlock');
  const select = h('select', { id: 'lock-reason' });
  choices(select, lockReasons);
  const locked = await ask({ title: 'Lock the conversation?', text: [h('label', { for: 'lock-reason' }, 'Reason '), select], confirm: 'Lock' });
  return locked && change('lock', { value: select.value || undefined });
}

async function deleteIssue() {
  if (!await ask({ title: `Delete issue #${view.issue}?`, text: 'It cannot be brought back.', confirm: 'Delete', danger: true })) return;
  await change('delete');
  changed({ screen: 'list', issue: null });
}

async function transfer({ value }) {
  if (!await ask({ title: `Transfer to ${value.value}?`, confirm: 'Transfer' })) return;
  await change('transfer', { value: value.value });
  changed({ repository: value.value, screen: 'list', issue: null });
}

function openEditor() {
  const { title, body } = current();
  byId('edit-title').value = title;
  byId('edit-body').value = body ?? '';
  byId('gh-edit').hidden = false;
  byId('edit-title').focus();
}

async function saveIssue({ title, body }) {
  await change('edit', { title: title.value.trim(), body: body.value });
  byId('gh-edit').hidden = true;
  byId('gh-edit-open').focus();
}

async function addComment({ body }) {
  if (!body.value.trim()) return body.focus();
  await comments('', { repository: view.repository, number: view.issue, body: body.value });
  body.value = '';
  announce('Comment added');
  return body.focus();
}

async function deleteComment(id) {
  if (!await ask({ title: 'Delete this comment?', confirm: 'Delete', danger: true })) return;
  await attempt(() => comments('/delete', { id }));
}

export function renderIssue() {
  const one = view.screen === 'issue' ? current() : null;
  byId('gh-issue').classList.toggle('waiting', !one);
  if (!one) return;
  markShown(one);
  swapDrafts(`${one.repository} ${one.number}`);
  keep(byId('gh-issue-head'), [one], { key: () => `${one.repository} ${one.number}`, sign: ({ comments: _, ...rest }) => JSON.stringify(rest), draw: drawHead });
  keep(byId('gh-comments'), [{ ...one, id: 'body' }, ...one.comments], {
    key: entry => String(entry.id),
    sign: entry => editing === entry.id ? 'editing' : JSON.stringify([entry.user, entry.body, entry.createdAt, entry.id !== 'body' && entry.updatedAt]),
    draw: entry => editing === entry.id ? drawCommentEditor(entry) : drawComment(entry),
  });
  renderControls(one);
}

function swapDrafts(key) {
  const form = byId('gh-comment');
  if (form.dataset.issue === key) return;
  const field = byId('comment-body');
  drafts.set(form.dataset.issue, field.value);
  form.dataset.issue = key;
  field.value = drafts.get(key) ?? '';
  byId('gh-edit').hidden = true;
  editing = null;
}

function drawHead(one) {
  return h('div', { class: 'issue-head' },
    h('h3', { id: 'gh-title', tabindex: '-1' }, one.title, ' ', h('span', { class: 'muted' }, `#${one.number}`)),
    h('div', { class: 'row wrap' },
      h('span', { class: `pill ${stateClass(one)}` }, stateWords(one)),
      one.pinned && h('span', { class: 'pill' }, '📌 Pinned'),
      one.locked && h('span', { class: 'pill' }, `🔒 Locked${one.lockReason ? `: ${one.lockReason}` : ''}`),
      one.labels.map(drawLabel)),
    h('p', { class: 'muted small' }, [
      one.assignees.length > 0 && `Assigned to ${one.assignees.join(', ')}`, one.milestone && `Milestone ${one.milestone}`,
    ].filter(Boolean).join(' · ')));
}

function drawComment(entry) {
  const isBody = entry.id === 'body';
  const edited = !isBody && entry.updatedAt && entry.updatedAt !== entry.createdAt;
  return h('article', { class: 'box comment' },
    h('div', { class: 'comment-head' },
      h('div', { class: 'grow' }, h('strong', { title: personByLogin(entry.user)?.realName }, entry.user),
        h('span', { class: 'muted' }, isBody ? ' opened this ' : ' commented ', sinceNode(entry.createdAt), edited && ' · edited')),
      !isBody && h('button', { type: 'button', class: 'as-link', 'data-focus': 'edit', onclick: () => edit(entry.id) }, 'Edit'),
      !isBody && h('button', { type: 'button', class: 'as-link', 'data-focus': 'delete', onclick: () => deleteComment(entry.id) }, 'Delete')),
    h('div', { class: entry.body ? 'source' : 'source muted' }, entry.body || 'No description provided.'));
}

function edit(id) {
  editing = id;
  changed();
  queueMicrotask(() => byId('comment-editor')?.focus());
}

function drawCommentEditor(entry) {
  const form = h('form', { class: 'box comment editor' },
    h('label', { for: 'comment-editor' }, 'Edit the comment'),
    h('textarea', { id: 'comment-editor', name: 'body', rows: '4' }),
    h('div', { class: 'row end' }, h('button', { type: 'button', class: 'quiet', onclick: () => edit(null) }, 'Cancel'), h('button', { class: 'go' }, 'Save')));
  form.elements.body.value = entry.body;
  onSubmit(form, async ({ body }) => {
    await comments('/edit', { id: entry.id, body: body.value });
    edit(null);
  });
  return form;
}

function renderControls(one) {
  const closed = one.state === 'closed';
  byId('gh-close').hidden = byId('close-reason').hidden = closed;
  byId('gh-reopen').hidden = !closed;
  tell(byId('gh-lock'), one.locked ? 'Unlock' : 'Lock…');
  tell(byId('gh-pin'), one.pinned ? 'Unpin' : 'Pin');
  byId('gh-demilestone').hidden = !one.milestone;
  tell(byId('comment-label'), `Comment as ${me()?.github ?? me()?.realName ?? ''}`);
  removable('gh-labels', one.labels.map(label => [label.name, drawLabel(label)]), 'Labels', 'unlabel');
  removable('gh-assignees', one.assignees.map(login => [login, login]), 'Assignees', 'unassign');
  const logins = server.people.map(who => who.github).filter(login => login && !one.assignees.includes(login));
  choices(byId('assignee'), logins.map(login => [login, `${login} (${personByLogin(login).realName})`]));
  choices(byId('transfer-to'), server.repositories.filter(other => other.fullName !== one.repository).map(other => [other.fullName, other.fullName]));
  byId('gh-transfer-form').hidden = server.repositories.length < 2;
  choices(byId('known-labels'), [...new Set(server.issues.flatMap(other => other.labels.map(label => label.name)))].sort().map(name => [name, name]), '');
}

/** Chips that go away at a press. */
function removable(id, entries, title, undo) {
  const box = byId(id);
  box.hidden = entries.length === 0;
  if (!box.firstChild) fill(box, h('h4', null, title), h('ul', { class: 'chips' }));
  keep(box.lastChild, entries, {
    key: ([name]) => name, sign: ([name]) => name,
    draw: ([name, shown]) => h('li', null, shown, h('button', {
      type: 'button', class: 'as-link', 'aria-label': `Remove ${name}`, onclick: () => attempt(() => change(undo, { value: name })),
    }, '✕')),
  });
}


// The Sandbox's HTTP doors, and the line that tells this page to look again.

import { changed, server, take, view } from './state.js';

const RETRY_MS = 1500;

export async function call(path, method = 'GET', body = undefined) {
  const answer = await fetch(`/sandbox/${path}`, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  }).catch(() => { throw new Error('The Sandbox does not answer.'); });
  const text = await answer.text();
  const told = text && answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : null;
  if (!answer.ok) throw new Error(told?.error ?? `The Sandbox answered ${answer.status}.`);
  return told;
}

export const post = (path, body) => call(path, 'POST', body);
export const asMe = body => ({ as: view.as, ...body });

let looking = false;
let again = false;

/** One look at a time; changes that arrive meanwhile are seen by one more look. */
async function look() {
  again = looking;
  if (looking) return;
  looking = true;
  try {
    const state = await call('state');
    if (state.version !== server.version) take(state);
    changed({ running: true });
  } finally {
    looking = false;
    if (again) await look();
  }
}

export async function connect() {
  try {
    await look();
  } catch {
    return disconnected();
  }
  const changes = new EventSource('/sandbox/changes');
  const lost = () => { changes.close(); disconnected(); };
  changes.onopen = () => look().catch(lost);
  changes.onmessage = () => look().catch(lost);
  changes.onerror = lost;
}

function disconnected() {
  server.version = null;
  changed({ running: false });
  setTimeout(connect, RETRY_MS);
}

// What the Sandbox says (`server`), what this page chose (`view`), and one signal when either changes.

export const server = {
  version: null, workspace: { name: '' }, people: [], channels: [], messages: [],
  repositories: [], issues: [], traffic: [], trouble: [], bot: { ready: null, detail: null },
};

export const view = {
  running: null, pane: 'slack', as: recall('as'), channel: null, thread: null,
  repository: null, screen: 'list', issue: null, issueState: 'open', drawer: null,
};

const listeners = [];
let scheduled = false;

export const onChange = listener => listeners.push(listener);

/** Several changes in one turn are drawn once; a microtask, because animation frames rest in a hidden tab. */
export function changed(choice) {
  Object.assign(view, choice);
  if (scheduled) return;
  scheduled = true;
  queueMicrotask(() => {
    scheduled = false;
    for (const listener of listeners) listener();
  });
}

export function recall(name) {
  try { return localStorage.getItem(`sandbox.${name}`); } catch { return null; }
}

export function remember(name, value) {
  try { localStorage.setItem(`sandbox.${name}`, value); } catch { /* a private window: the page works, and forgets */ }
}

let threads = new Map();
let channelMessages = new Map();

export function take(state) {
  Object.assign(server, state);
  server.messages.sort((a, b) => Number(a.ts) - Number(b.ts));
  threads = Map.groupBy(server.messages.filter(isReply), message => `${message.channel} ${message.threadTs}`);
  channelMessages = Map.groupBy(server.messages.filter(message => !isReply(message) || message.broadcast), message => message.channel);
  if (!server.people.some(one => one.id === view.as)) view.as = server.people[0]?.id ?? null;
  if (!server.channels.some(one => one.id === view.channel)) view.channel = (channelNamed('feedback') ?? server.channels[0])?.id ?? null;
  if (!server.repositories.some(one => one.fullName === view.repository)) view.repository = server.repositories[0]?.fullName ?? null;
}

export const isReply = message => Boolean(message.threadTs) && message.threadTs !== message.ts;
export const repliesTo = (channel, ts) => threads.get(`${channel} ${ts}`) ?? [];
export const messagesIn = channel => channelMessages.get(channel) ?? [];
export const messageAt = (channel, ts) => server.messages.find(one => one.channel === channel && one.ts === ts);

export const person = id => server.people.find(one => one.id === id);
export const personByLogin = login => server.people.find(one => one.github === login);
export const me = () => person(view.as);
export const channelById = id => server.channels.find(one => one.id === id);
export const channelNamed = name => server.channels.find(one => one.name === name);
export const issue = (repository, number) => server.issues.find(one => one.repository === repository && one.number === number);

/** Where a link into the pretend GitHub leads, by an issue's or a comment's own address; null for any other link. */
export function issueAt(address) {
  const found = server.issues.find(one => one.htmlUrl === address || one.comments.some(comment => comment.htmlUrl === address));
  return found ?? null;
}

// Three steps for who comes the first time; each is ticked when the workspace shows that it happened.

import { byId } from './dom.js';
import { exampleIssue } from './github.js';
import { openChannel } from './slack.js';
import { changed, channelNamed, isReply, recall, remember, server } from './state.js';

let before = null;
let dismissed = recall('hint') === 'hidden';

export function startHint() {
  byId('hide-hint').addEventListener('click', () => show(false));
  byId('show-hint').addEventListener('click', () => show(dismissed));
  byId('hint-open').addEventListener('click', exampleIssue);
  byId('hint-feedback').addEventListener('click', () => openChannel(channelNamed('feedback')?.id ?? server.channels[0].id));
}

function show(visible) {
  dismissed = !visible;
  remember('hint', visible ? 'shown' : 'hidden');
  changed();
}

function counts() {
  const posted = server.messages.filter(message => message.bot);
  return [server.issues.length, posted.filter(message => !isReply(message)).length, posted.filter(isReply).length];
}

export function renderHint() {
  byId('hint').hidden = dismissed;
  byId('show-hint').setAttribute('aria-expanded', String(!dismissed));
  if (server.version === null) return;
  before ??= counts();
  counts().forEach((count, index) => {
    const step = byId(`step-${index + 1}`);
    if (count > before[index]) step.classList.add('done');
  });
}

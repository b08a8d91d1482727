// Building and keeping nodes. Data reaches the document only as text nodes and attributes named here, never as HTML.

export const byId = id => document.getElementById(id);

/** h('button', { class: 'chip', onclick: press }, 'Label'): null, undefined and false are left out, so `&&` reads well. */
export function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : value);
  }
  return fill(node, children);
}

export function fill(node, ...children) {
  node.replaceChildren(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false && child !== ''));
  return node;
}

/** Writes words only where they changed, so that nothing is laid out or announced again. */
export function tell(node, words) {
  if (node.textContent !== words) node.textContent = words;
}

/** A link that can only lead to the web or to a mail program; anything else becomes plain text. */
export function link(href, ...children) {
  const safe = safeAddress(href);
  const label = children.length ? children : [String(href ?? '')];
  return safe
    ? h('a', { href: safe, target: '_blank', rel: 'noopener noreferrer' }, label)
    : h('span', null, label);
}

export function safeAddress(href) {
  const url = URL.canParse(href) ? new URL(href) : null;
  return url && ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : null;
}

const signatures = new WeakMap();

/**
 * Makes the children of `parent` show `items`, in order. A node stays the same node while its signature does,
 * so focus, selection and scroll survive; a node drawn anew gives the focus to its own `data-focus` counterpart.
 */
export function keep(parent, items, { key, sign, draw }) {
  const wanted = new Set(items.map(key));
  const present = new Map();
  for (const node of [...parent.children])
    if (wanted.has(node.dataset.key)) present.set(node.dataset.key, node);
    else node.remove();

  let cursor = parent.firstElementChild;
  for (const item of items) {
    let node = present.get(key(item));
    if (!node || signatures.get(node) !== sign(item)) {
      const fresh = draw(item);
      fresh.dataset.key = key(item);
      signatures.set(fresh, sign(item));
      if (node) replace(node, fresh);
      if (cursor === node && node) cursor = fresh;
      node = fresh;
    }
    if (node === cursor) cursor = cursor.nextElementSibling;
    else parent.insertBefore(node, cursor);
  }
}

function replace(node, fresh) {
  const held = node.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
  node.replaceWith(fresh);
  if (held === undefined) return;
  const places = [...fresh.querySelectorAll('[data-focus]')];
  (places.find(one => one.dataset.focus === held) ?? places.find(one => held.startsWith(one.dataset.focus)) ?? places[0])?.focus();
}

/** Options as [value, label]; the choice survives as long as its value does. */
export function choices(select, options, chosen = select.value) {
  keep(select, options, {
    key: ([value]) => String(value),
    sign: ([, label]) => label,
    draw: ([value, label]) => h('option', { value }, label),
  });
  if (options.some(([value]) => value === chosen)) select.value = chosen;
}

/** Read by screen readers, seen by nobody. */
export function announce(text) {
  byId('announcer').textContent = text;
}

export function complain(text) {
  const toast = h('div', { class: 'toast' }, h('p', null, text),
    h('button', { type: 'button', 'aria-label': 'Dismiss', onclick: () => toast.remove() }, '✕'));
  byId('toasts').append(toast);
  setTimeout(() => toast.remove(), 12_000);
}

/** Puts an open popover beside its button, inside the window. */
export function place(popover, button) {
  const at = button.getBoundingClientRect();
  popover.style.left = `${Math.max(8, Math.min(at.left, innerWidth - popover.offsetWidth - 8))}px`;
  popover.style.top = `${at.bottom + popover.offsetHeight + 8 < innerHeight ? at.bottom + 4 : at.top - popover.offsetHeight - 4}px`;
}

/** Asks in a dialog; resolves to true only on the confirming button. */
export function ask({ title, text, confirm = 'Yes', deny = 'Cancel', danger = false }) {
  return new Promise(resolve => {
    const dialog = h('dialog', { class: 'ask', 'aria-labelledby': 'ask-title', onclose: () => { dialog.remove(); resolve(dialog.returnValue === 'yes'); } },
      h('form', { method: 'dialog' },
        h('h2', { id: 'ask-title' }, title),
        text && h('p', null, text),
        h('div', { class: 'row end' },
          h('button', { value: 'no', class: 'quiet' }, deny),
          h('button', { value: 'yes', class: danger ? 'danger' : 'primary' }, confirm))));
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Wires a form: `handle` gets its fields; a fault is shown and what was typed stays. */
export function onSubmit(form, handle) {
  form.addEventListener('submit', async event => {
    event.preventDefault();
    await attempt(() => handle(form.elements));
  });
}

export async function attempt(action) {
  try {
    return await action();
  } catch (fault) {
    complain(fault.message);
    return undefined;
  }
}

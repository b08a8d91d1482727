// Times as a reader's own clock shows them, and Slack's date tokens (docs.slack.dev, formatting message text).

import { h } from './dom.js';

const locale = navigator.languages?.find(language => language.startsWith('en')) ?? 'en';
const format = options => { const shape = new Intl.DateTimeFormat(locale, options); return date => shape.format(date); };

const time = format({ hour: 'numeric', minute: '2-digit' });
const timeWithSeconds = format({ hour: 'numeric', minute: '2-digit', second: '2-digit' });
const weekday = format({ weekday: 'long' });
const month = format({ month: 'long' });
const shortMonth = format({ month: 'short' });
const full = format({ dateStyle: 'full', timeStyle: 'medium' });
const ago = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

export const ofTs = ts => new Date(Number(ts) * 1000);
export const clock = time;
export const clockWithSeconds = timeWithSeconds;
export const whole = full;

const DAY = 86_400_000;
const midnight = date => new Date(date.getFullYear(), date.getMonth(), date.getDate());
const daysFromToday = date => Math.round((midnight(date) - midnight(new Date())) / DAY);
const SIX_MONTHS = 183 * DAY;

function ordinal(day) {
  if (day % 100 >= 11 && day % 100 <= 13) return `${day}th`;
  return `${day}${['th', 'st', 'nd', 'rd'][day % 10] ?? 'th'}`;
}

/** Slack leaves the year out while it goes without saying. */
const year = date => Math.abs(Date.now() - date) < SIX_MONTHS ? '' : `, ${date.getFullYear()}`;
const long = date => `${month(date)} ${ordinal(date.getDate())}${year(date)}`;
const short = date => `${shortMonth(date)} ${date.getDate()}${year(date)}`;
const longest = date => `${weekday(date)}, ${long(date)}`;
const pretty = plain => date => ({ '-1': 'yesterday', 0: 'today', 1: 'tomorrow' })[daysFromToday(date)] ?? plain(date);
const pad = number => String(number).padStart(2, '0');

export const dayName = date => capital(pretty(longest)(date));
const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

export function since(date) {
  const seconds = (date - Date.now()) / 1000;
  const [size, unit] = [[31_557_600, 'year'], [2_629_800, 'month'], [604_800, 'week'], [86_400, 'day'], [3600, 'hour'], [60, 'minute']]
    .find(([length]) => Math.abs(seconds) >= length) ?? [1, 'second'];
  return unit === 'second' ? 'just now' : ago.format(Math.round(seconds / size), unit);
}

const tokens = {
  date_num: date => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`,
  date: long, date_short: short, date_long: longest,
  date_pretty: pretty(long), date_short_pretty: pretty(short), date_long_pretty: pretty(longest),
  time, time_secs: timeWithSeconds, ago: since,
};

export const inTokens = (date, text) => text.replace(/\{(\w+)\}/g, (token, name) => tokens[name]?.(date) ?? token);

/** A <time> in Slack's tokens, or the fallback when the timestamp makes no sense. */
export function dateNode(seconds, pattern, fallback) {
  const date = new Date(Number(seconds) * 1000);
  if (Number.isNaN(date.getTime())) return h('span', null, fallback ?? '');
  return h('time', { datetime: date.toISOString(), title: full(date), 'data-pattern': pattern }, inTokens(date, pattern));
}

export const sinceNode = iso => dateNode(new Date(iso).getTime() / 1000, '{ago}', '');

/** What says "2 minutes ago" must go on saying the truth. */
export function refreshDates() {
  for (const node of document.querySelectorAll('time[data-pattern*="{ago}"]'))
    node.textContent = inTokens(new Date(node.dateTime), node.dataset.pattern);
}

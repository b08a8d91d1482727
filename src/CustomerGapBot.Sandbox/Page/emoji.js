// Slack's names of the emoji that this workspace uses; an unknown name is shown as :name:.

const characters = {
  eyes: '👀', white_check_mark: '✅', x: '❌', '+1': '👍', thumbsup: '👍', '-1': '👎', thumbsdown: '👎', tada: '🎉', repeat: '🔁',
  bulb: '💡', rotating_light: '🚨', warning: '⚠️', memo: '📝', pencil: '📝', pencil2: '✏️', bug: '🐛', sparkles: '✨', speech_balloon: '💬',
  lock: '🔒', unlock: '🔓', pushpin: '📌', round_pushpin: '📍', link: '🔗', label: '🏷️', bust_in_silhouette: '👤', busts_in_silhouette: '👥',
  red_circle: '🔴', large_green_circle: '🟢', large_yellow_circle: '🟡', large_blue_circle: '🔵', large_purple_circle: '🟣',
  large_orange_circle: '🟠', white_circle: '⚪', black_circle: '⚫', no_entry: '⛔', no_entry_sign: '🚫', wastebasket: '🗑️', arrow_right: '➡️',
  heavy_check_mark: '✔️', ballot_box_with_check: '☑️', hourglass: '⌛', hourglass_flowing_sand: '⏳', mag: '🔍', zzz: '💤', wave: '👋',
  heart: '❤️', fire: '🔥', rocket: '🚀', pray: '🙏', raised_hands: '🙌', calendar: '📅', bell: '🔔', mute: '🔇', package: '📦', smile: '😄',
  confused: '😕', laughing: '😆', star: '⭐', point_up: '☝️', inbox_tray: '📥', leftwards_arrow_with_hook: '↩️', information_source: 'ℹ️',
};

export const PICKER = ['eyes', 'white_check_mark', 'x', '+1', 'tada', 'repeat', 'bulb', 'rotating_light'];

export const knows = name => Object.hasOwn(characters, name.split('::')[0]);

/** A reaction's name may carry a skin tone (`+1::skin-tone-3`). */
export const emoji = name => knows(name) ? characters[name.split('::')[0]] : `:${name}:`;

export const inText = text => text.replace(/:([a-z0-9_+'-]+):/g, (whole, name) => knows(name) ? emoji(name) : whole);

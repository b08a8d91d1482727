// A label in its own colour, with letters that can be read on it.

const channel = (hex, at) => {
  const share = parseInt(hex.slice(at, at + 2), 16) / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

/** WCAG's relative luminance decides between black and white letters. */
export function colourOf(color) {
  const hex = /^#?([0-9a-f]{6})$/i.exec(color ?? '')?.[1] ?? 'd0d7de';
  const luminance = 0.2126 * channel(hex, 0) + 0.7152 * channel(hex, 2) + 0.0722 * channel(hex, 4);
  return { backgroundColor: `#${hex}`, color: luminance > 0.179 ? '#000' : '#fff' };
}

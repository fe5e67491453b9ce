// Reads what a program wrote to a terminal, and writes the screen that it left as SVG: node draw.mjs COLUMNS TITLE <recording >picture.svg
import { readFileSync } from 'node:fs';
import xterm from '@xterm/headless';

const font = { size: 14, width: 8.4, line: 20, baseline: 15 };
const frame = { side: 22, top: 44, bottom: 20, radius: 10 };
const ground = '#1b1f27';
const ink = '#d5dae3';
const palette = [
  '#3b4252', '#f0717b', '#5fcf80', '#e8c35a', '#6cb1ff', '#c99bf0', '#5fd0d6', '#d5dae3',
  '#7b8494', '#f0717b', '#5fcf80', '#e8c35a', '#6cb1ff', '#c99bf0', '#5fd0d6', '#ffffff',
];

// As terminals do, these are drawn rather than taken from a font, where they have gaps: how much of the cell is filled.
const blocks = new Map([['█', 1], ['▓', 0.85], ['▒', 0.7], ['░', 0.45]]);

const [columns, title] = [Number(process.argv[2]), process.argv[3]];
const terminal = new xterm.Terminal({ cols: columns, rows: 200, allowProposedApi: true });
await new Promise(done => terminal.write(readFileSync(0), done));
const lines = screen(terminal.buffer.active);
process.stdout.write(svg(lines));

// The lines down to the last that has text, each as runs of neighbouring cells that look alike.
function screen(buffer) {
  const lines = [];
  for (let row = 0; row < buffer.length; row++) lines.push(runs(buffer.getLine(row)));
  return lines.slice(0, lines.findLastIndex(line => line.length > 0) + 1);
}

function runs(line) {
  const found = [];
  for (let column = 0; column < columns; column++) {
    const cell = line.getCell(column);
    const text = cell.getChars();
    const width = cell.getWidth();
    if (text.trim() === '' || width === 0) continue; // A blank, or the second half of a wide cell.
    const look = { color: colorOf(cell), bold: cell.isBold() !== 0, width, block: blocks.get(text) };
    const last = found.at(-1);
    // One blank between words belongs to the run; more are a gap, after which the next run has its own place.
    const gap = last && column - last.end;
    if (last && gap <= (look.block ? 0 : 1) && Object.keys(look).every(key => look[key] === last.look[key])) {
      last.text += ' '.repeat(gap) + text;
      last.end = column + width;
    } else {
      found.push({ text, look, column, end: column + width });
    }
  }
  return found;
}

function colorOf(cell) {
  if (cell.isFgDefault()) return ink;
  if (cell.isFgRGB()) return `#${cell.getFgColor().toString(16).padStart(6, '0')}`;
  const color = palette[cell.getFgColor()];
  if (!color) throw new Error(`The palette has no color ${cell.getFgColor()}.`);
  return color;
}

function svg(lines) {
  const width = round(2 * frame.side + columns * font.width);
  const height = frame.top + lines.length * font.line + frame.bottom;
  const buttons = ['#f0717b', '#e8c35a', '#5fcf80'].map((color, i) => `<circle cx="${frame.side + 6 + i * 20}" cy="22" r="6" fill="${color}"/>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escape(title)}</title>`,
    `<rect width="${width}" height="${height}" rx="${frame.radius}" fill="${ground}"/>`,
    ...buttons,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace" font-size="${font.size}" fill="${ink}">`,
    ...lines.flatMap((line, row) => line.map(run => draw(run, frame.top + row * font.line))),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function draw({ text, look, column, end }, top) {
  const x = round(frame.side + column * font.width);
  const length = round((end - column) * font.width);
  const color = look.color === ink ? '' : ` fill="${look.color}"`;
  if (look.block) return `<rect x="${x}" y="${top + 2}" width="${length}" height="${font.line - 4}"${color} fill-opacity="${look.block}"/>`;
  const weight = look.bold ? ' font-weight="bold"' : '';
  // The length is told, so that columns stand under each other in whatever font there is.
  return `<text x="${x}" y="${top + font.baseline}" textLength="${length}" lengthAdjust="spacingAndGlyphs"${color}${weight}>${escape(text)}</text>`;
}

function round(number) {
  return Math.round(number * 100) / 100;
}

function escape(text) {
  return text.replace(/[&<>]/g, character => `&#${character.charCodeAt(0)};`);
}

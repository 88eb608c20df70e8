// Icons as inline SVG, drawn on a grid of 24 with one stroke width. They never stand alone: a text says the same.

const SVG = 'http://www.w3.org/2000/svg';

const PATHS = {
  check: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M8 12.2l2.8 2.8L16 9.5',
  busy: 'M21 12a9 9 0 1 1-9-9',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5',
  lock: 'M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11',
  wrench: 'M14.5 6.5a4 4 0 0 0-5.3 5.1L4 16.8 7.2 20l5.2-5.2a4 4 0 0 0 5.1-5.3l-2.5 2.5-2.5-.5-.5-2.5z',
  warn: 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.3v.1',
  bad: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M9 9l6 6M15 9l-6 6',
  info: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M12 11v5.5M12 7.6v.1',
  clock: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M12 7v5l3.5 2',
  more: 'M5 12v.01M12 12v.01M19 12v.01',
  monitor: 'M3 5h18v11H3zM9 20h6M12 16v4',
  disk: 'M4 14h16v5H4zM6 14l2-9h8l2 9M16.5 16.6v.1',
  chip: 'M7 7h10v10H7zM10 3v4M14 3v4M10 17v4M14 17v4M3 10h4M3 14h4M17 10h4M17 14h4',
  user: 'M16 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0M4.5 20.5a7.5 7.5 0 0 1 15 0',
  users: 'M13 8.5a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0M3 20a6.5 6.5 0 0 1 13 0M16 5.2a3.5 3.5 0 0 1 0 6.6M18.5 14.3A6.5 6.5 0 0 1 21 20',
  coin: 'M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0M15 9.2C14.5 8.2 13.4 7.7 12 7.7c-1.8 0-3 .9-3 2.1 0 3 6 1.4 6 4.4 0 1.3-1.3 2.2-3 2.2-1.5 0-2.7-.6-3.2-1.7M12 6v12',
  search: 'M17 11a6 6 0 1 1-12 0 6 6 0 0 1 12 0M15.5 15.5 20 20',
  restart: 'M20 12a8 8 0 1 1-2.5-5.8M20 3v5h-5',
  rebuild: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9',
  play: 'M8 5l11 7-11 7z',
  copy: 'M9 9h11v11H9zM15 9V4H4v11h5',
  download: 'M12 4v11M7 10.5l5 5 5-5M4 20h16',
  exit: 'M14 4H5v16h9M10 12h11M17 8l4 4-4 4',
  full: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  clipboard: 'M8 5H5v16h14V5h-3M9 3h6v4H9zM9 12h6M9 16h4',
  keyboard: 'M2.5 6h19v12h-19zM6 10v.1M9 10v.1M12 10v.1M15 10v.1M18 10v.1M6 14v.1M18 14v.1M9 14h6',
  fit: 'M3 5h18v14H3zM8 9.5H6.5V14.5H8M16 9.5h1.5v5H16M11 12h2',
  home: 'M4 11l8-7 8 7M6.5 9.5V20h11V9.5',
  chevron: 'M6 9.5l6 6 6-6',
  previous: 'M14.5 6l-6 6 6 6',
  next: 'M9.5 6l6 6-6 6',
  signal: 'M4 18v-3M9.5 18v-6M15 18V9M20.5 18V5',
  close: 'M6 6l12 12M18 6L6 18',
  key: 'M12 14.5a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0M10.8 11.3 19 3.5M15.5 7l3 3',
};

/** An icon, hidden from screen readers. */
export function icon(name, className = '') {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon ${className}`.trim());
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('focusable', 'false');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

// The signs of cells, drawn: fonts do not have all of them.

const namespace = 'http://www.w3.org/2000/svg';

/** The paths of the signs in a box of 16 by 16; colours come from the style. */
const paths = {
  ok: 'M4 8.4l2.7 2.7L12 5.3',
  failed: 'M5 5l6 6M11 5l-6 6',
  blocked: 'M4.6 8h6.8',
  running: 'M8 2.5a5.5 5.5 0 1 1-5.5 5.5',
  waiting: 'M8 7.9v.2',
  absent: 'M6 8h4',
  impossible: 'M6 8h4',
  stopped: 'M6.2 5.5v5M9.8 5.5v5',
  predicted: 'M8 2.8l5.6 10.4H2.4zM8 6.6v3M8 11.4v.2',
} as const;

/** The name of a sign. */
export type Sign = keyof typeof paths;

/** A sign; what it means stands beside it for screen readers. */
export function icon(sign: Sign): SVGSVGElement {
  const drawing = document.createElementNS(namespace, 'svg');
  drawing.setAttribute('viewBox', '0 0 16 16');
  drawing.setAttribute('class', `sign ${sign}`);
  drawing.setAttribute('aria-hidden', 'true');
  if (sign === 'ok' || sign === 'failed' || sign === 'blocked') {
    const circle = document.createElementNS(namespace, 'circle');
    for (const [name, value] of Object.entries({ cx: '8', cy: '8', r: '6.75' })) circle.setAttribute(name, value);
    drawing.append(circle);
  }
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', paths[sign]);
  drawing.append(path);
  return drawing;
}

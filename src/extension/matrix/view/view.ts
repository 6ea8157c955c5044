// The panel of a matrix, in the browser: draws what the extension sends, and tells it what the user wants.
import { matrixCommands } from '../../../matrix/events.ts';
import { shownBy } from '../filter.ts';
import { moved, type Position } from '../navigation.ts';
import type { Filter, FromView, ToView, ViewCell, ViewState, ViewWords } from '../protocol.ts';
import { choice, element } from './dom.ts';
import { icon } from './icons.ts';
import { KeptParts, setChildren } from './kept.ts';

/** What the panel remembers while it is hidden. */
interface Memory {
  readonly filter: Filter;
  /** The chosen cell, by package and target. */
  readonly chosen?: { readonly package: string; readonly target: string };
}

declare function acquireVsCodeApi(): {
  postMessage(message: FromView): void;
  getState(): Memory | undefined;
  setState(memory: Memory): void;
};

const code = acquireVsCodeApi();
const root = document.querySelector('main')!;
let memory: Memory = code.getState() ?? { filter: 'all' };
let known: ToView | undefined;

function remember(change: Partial<Memory>): void {
  memory = { ...memory, ...change };
  code.setState(memory);
}

window.addEventListener('message', ({ data }: MessageEvent<ToView>) => {
  known = data;
  draw();
});
code.postMessage({ type: 'ready' });

const parts = new KeptParts();

function draw(): void {
  if (!known) return;
  const { words, state, notes, starting } = known;
  const active = document.activeElement?.getAttribute('data-key');
  const headerShows = [state?.command, state?.running, state?.hasFailed, !state, starting, memory.filter];
  const head = parts.part('header', headerShows, () => header(words, starting, state));
  setChildren(root, [head, ...(state ? body(words, state) : beginning(notes, starting))]);
  // What had the keyboard may have been made anew.
  if (active != null && document.activeElement === document.body) focusOn(active);
}

function focusOn(key: string): void {
  document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

/** What stands in place of the table before there is one. */
function beginning(notes: readonly string[], starting: boolean): Node[] {
  return [...notes.map((text) => element('p', { class: 'note', text })), ...(starting ? [element('progress')] : [])];
}

function header(words: ViewWords, starting: boolean, state: ViewState | undefined): HTMLElement {
  const running = state?.running ?? starting;
  const button = (key: string, text: string, message: FromView, disabled = false) => {
    const made = element('button', { 'data-key': key, type: 'button', text, on: () => code.postMessage(message) });
    made.disabled = disabled;
    return made;
  };
  const commands = Object.fromEntries(matrixCommands.map((name) => [name, `go ${name}`])) as Record<
    (typeof matrixCommands)[number],
    string
  >;
  const { all, failed, different } = words;
  const command = state?.command ?? 'build';
  const bar = element('div', { class: 'bar', role: 'toolbar', 'aria-label': words.title });
  bar.append(
    choice(words.command, commands, command, (chosen) => code.postMessage({ type: 'run', command: chosen })),
    running ? button('cancel', words.cancel, { type: 'cancel' }) : button('run', words.run, { type: 'run', command }),
    button('runFailed', words.runFailed, { type: 'runFailed' }, running || !state?.hasFailed),
    choice(words.filter, { all, failed, different }, memory.filter, (filter) => {
      remember({ filter });
      draw();
    }),
    // They stay on one line where the panel is narrow.
    element(
      'div',
      { class: 'export', role: 'group', 'aria-label': words.export },
      element('span', { class: 'word', text: words.export, 'aria-hidden': 'true' }),
      button('markdown', words.markdown, { type: 'markdown' }, !state),
      button('workflow', words.workflow, { type: 'workflow' }, !state),
    ),
  );
  const selects = bar.querySelectorAll('select');
  selects[0]!.dataset.key = 'command';
  selects[0]!.disabled = running;
  selects[1]!.dataset.key = 'filter';
  return element('header', {}, element('h1', { text: words.title }), bar);
}

function body(words: ViewWords, state: ViewState): Node[] {
  const { rows, columns } = shownBy(memory.filter, state);
  const { running, done, total } = state;
  const summary = parts.part('summary', [state.summary, running, done], () => {
    // A screen reader tells the end, not each step.
    const line = element('p', { class: 'summary', text: state.summary, ...(!running && { role: 'status' }) });
    const progress = { value: String(done), max: String(total), 'aria-label': words.title };
    if (running) line.prepend(element('progress', progress));
    return line;
  });
  const notes = state.notes.map((text) =>
    parts.part(`note ${text}`, text, () => element('p', { class: 'note', text })),
  );
  if (rows.length === 0 || columns.length === 0) {
    const text = running ? '' : words.nothing;
    return [summary, ...notes, parts.part('empty', text, () => element('p', { class: 'empty', text }))];
  }
  const at = chosenPosition(state);
  const chosen = at && state.cells[at.row]![at.column];
  return [
    summary,
    ...notes,
    grid(words, state, rows, columns),
    parts.part('details', [memory.chosen, chosen], () => details(words, state)),
    parts.part('legend', words, () => legend(words)),
  ];
}

function grid(words: ViewWords, state: ViewState, rows: readonly number[], columns: readonly number[]): HTMLElement {
  const shape = [rows.map((row) => state.rows[row]), columns.map((column) => state.columns[column])];
  const box = parts.part('grid', shape, () => {
    const table = element('table', { role: 'grid', 'aria-label': words.title });
    const head = element(
      'tr',
      { role: 'row' },
      element('th', { role: 'columnheader', scope: 'col', text: words.package }),
    );
    for (const column of columns) {
      const { label, hint, state: of } = state.columns[column]!;
      head.append(element('th', { role: 'columnheader', scope: 'col', class: of, title: hint, text: label }));
    }
    const lines = rows.map((row) => {
      const { label, package: name } = state.rows[row]!;
      return element(
        'tr',
        { role: 'row' },
        element('th', { role: 'rowheader', scope: 'row', title: name, text: label }),
      );
    });
    table.append(element('thead', {}, head), element('tbody', {}, ...lines));
    table.addEventListener('keydown', press);
    return element('div', { class: 'scroll' }, table);
  });
  const chosen = chosenPosition(state);
  // One cell is in the order of the Tab key: the chosen one, or the first.
  const isShown = chosen && rows.includes(chosen.row) && columns.includes(chosen.column);
  const tabbed = isShown ? chosen : { row: rows[0]!, column: columns[0]! };
  box.querySelectorAll('tbody tr').forEach((line, index) => {
    const row = rows[index]!;
    const cells = columns.map((column) => {
      const inTabOrder = tabbed.row === row && tabbed.column === column;
      const isChosen = chosen?.row === row && chosen.column === column;
      const key = keyOf(state, { row, column });
      const shown = [state.cells[row]![column], inTabOrder, isChosen];
      return parts.part(`cell ${key}`, shown, () => cellOf(state, { row, column }, isChosen, inTabOrder));
    });
    setChildren(line, [line.firstChild!, ...cells]);
  });
  return box;
}

/** A key that is pressed in the grid. */
function press(event: KeyboardEvent): void {
  const cell = (event.target as Element).closest('td');
  const state = known?.state;
  if (!cell || !state) return;
  const { rows, columns } = shownBy(memory.filter, state);
  const line = cell.parentElement!;
  const at = { row: [...line.parentElement!.children].indexOf(line), column: [...line.children].indexOf(cell) - 1 };
  if (event.key === 'Enter' || event.key === ' ') open(state, { row: rows[at.row]!, column: columns[at.column]! });
  else {
    const next = moved(at, event, rows.length, columns.length);
    if (!next) return;
    choose(state, { row: rows[next.row]!, column: columns[next.column]! });
  }
  event.preventDefault();
}

function cellOf(state: ViewState, at: Position, isChosen: boolean, inTabOrder: boolean): HTMLElement {
  const cell = state.cells[at.row]![at.column]!;
  const isOpen = cell.state === 'waiting' || cell.state === 'running';
  const sign = cell.state === 'waiting' && cell.predicted ? 'predicted' : cell.state;
  const mark =
    cell.verdict === 'unpredicted' ? '!' : cell.verdict === 'unconfirmed' ? '?' : isOpen && cell.predicted ? '▲' : '';
  const made = element(
    'td',
    {
      role: 'gridcell',
      tabindex: inTabOrder ? '0' : '-1',
      class: [cell.state, cell.verdict ?? ''].join(' ').trim(),
      title: cell.label,
      'aria-label': cell.label,
      'aria-selected': String(isChosen),
      'data-key': keyOf(state, at),
      on: () => {
        choose(state, at);
        if (placesOf(cell).length === 1) open(state, at);
      },
    },
    icon(sign),
  );
  if (mark !== '' && sign !== 'predicted')
    made.append(element('span', { class: 'mark', 'aria-hidden': 'true', text: mark }));
  return made;
}

/** The words of a cell: what is wrong there, to open. */
function details(words: ViewWords, state: ViewState): HTMLElement {
  const at = chosenPosition(state);
  const section = element('section', { class: 'details' });
  if (!at) {
    section.append(element('p', { class: 'hint', text: words.choose }));
    return section;
  }
  const cell = state.cells[at.row]![at.column]!;
  const { target } = place(state, at);
  const title = element(
    'h2',
    {},
    icon(cell.state),
    element('span', { text: `${state.rows[at.row]!.label} · ${target}` }),
  );
  section.append(title, element('p', { text: cell.summary }));
  if (cell.problems.length === 0) section.append(element('p', { class: 'hint', text: words.noProblems }));
  for (const by of ['go', 'archway'] as const) {
    const items = cell.problems.flatMap((problem, index) =>
      problem.by === by ? [problemItem(state, at, cell, index)] : [],
    );
    if (items.length === 0) continue;
    section.append(
      element('h3', { text: by === 'go' ? words.goSays : words.archwaySays }),
      element('ul', {}, ...items),
    );
  }
  return section;
}

function problemItem(state: ViewState, at: Position, { problems }: ViewCell, problem: number): HTMLElement {
  const { text, place: where, rule } = problems[problem]!;
  const item = element('li');
  if (where !== undefined) {
    const on = () => code.postMessage({ type: 'open', ...place(state, at), problem });
    item.append(
      element('button', { class: 'link', type: 'button', 'data-key': `problem ${problem}`, text: where, on }),
      ' ',
    );
  }
  item.append(element('span', { text }));
  if (rule !== undefined) item.append(' ', element('code', { text: rule }));
  return item;
}

/** The problems to open, one for each place: Go and Archway mostly say the same. */
function placesOf({ problems }: ViewCell): number[] {
  const seen = new Set<string>();
  return problems.flatMap(({ place: where }, index) => {
    if (where === undefined || seen.has(where)) return [];
    seen.add(where);
    return [index];
  });
}

/** Goes to the place of what is wrong, or lets choose among several. */
function open(state: ViewState, at: Position): void {
  const [first, ...more] = placesOf(state.cells[at.row]![at.column]!);
  if (first === undefined) return;
  if (more.length === 0) code.postMessage({ type: 'open', ...place(state, at), problem: first });
  else focusOn(`problem ${first}`);
}

function choose(state: ViewState, at: Position): void {
  remember({ chosen: place(state, at) });
  draw();
  const cell = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(keyOf(state, at))}"]`);
  cell?.focus();
}

function place(state: ViewState, { row, column }: Position): { package: string; target: string } {
  return { package: state.rows[row]!.package, target: state.columns[column]!.target };
}

function keyOf(state: ViewState, at: Position): string {
  const { package: name, target } = place(state, at);
  return `${name} ${target}`;
}

function chosenPosition(state: ViewState): Position | undefined {
  const row = state.rows.findIndex(({ package: name }) => name === memory.chosen?.package);
  const column = state.columns.findIndex(({ target }) => target === memory.chosen?.target);
  return row < 0 || column < 0 ? undefined : { row, column };
}

function legend(words: ViewWords): HTMLElement {
  const entry = (sign: Node, text: string) => element('li', {}, sign, element('span', { text }));
  const mark = (text: string) => element('span', { class: 'mark', text });
  return element(
    'footer',
    { 'aria-label': words.legend },
    element(
      'ul',
      {},
      ...(['ok', 'failed', 'blocked', 'running', 'predicted', 'absent'] as const).map((sign) =>
        entry(icon(sign), words[`state-${sign}`]),
      ),
      entry(mark('!'), words['verdict-unpredicted']),
      entry(mark('?'), words['verdict-unconfirmed']),
    ),
  );
}

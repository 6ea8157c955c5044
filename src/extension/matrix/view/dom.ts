// Elements, made in one call each.

/** What may be set of an element: attributes, `text` for its text, and `on` for what happens at a click. */
export interface Attributes {
  readonly text?: string;
  readonly on?: () => void;
  readonly [name: string]: string | (() => void) | undefined;
}

/** An element with its children. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  { text, on, ...attributes }: Attributes = {},
  ...children: readonly Node[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (typeof value === 'string') made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  if (on) made.addEventListener('click', on);
  made.append(...children);
  return made;
}

/** A list to choose one of, with its label. */
export function choice<Value extends string>(
  label: string,
  options: Readonly<Record<Value, string>>,
  chosen: Value,
  change: (value: Value) => void,
): HTMLElement {
  const list = element('select');
  for (const [value, text] of Object.entries<string>(options)) {
    const option = element('option', { value, text });
    option.selected = value === chosen;
    list.append(option);
  }
  list.addEventListener('change', () => change(list.value as Value));
  return element('label', {}, element('span', { text: label }), list);
}

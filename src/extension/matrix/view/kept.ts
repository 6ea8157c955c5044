// Parts of the page that stay as they are until what they show has changed: a button that is drawn anew loses its click, and the keyboard.

/** Makes parts anew only where what they show has changed. */
export class KeptParts {
  readonly #parts = new Map<string, { readonly signature: string; readonly node: HTMLElement }>();

  /** The part of a name; `make` is called where `shown` is not what it was. */
  part(name: string, shown: unknown, make: () => HTMLElement): HTMLElement {
    const signature = JSON.stringify(shown);
    const known = this.#parts.get(name);
    if (known?.signature === signature) return known.node;
    const node = make();
    this.#parts.set(name, { signature, node });
    return node;
  }
}

/** Makes nodes the children of an element, and does not touch those that are in their places. */
export function setChildren(parent: Element, nodes: readonly Node[]): void {
  for (const child of [...parent.childNodes]) if (!nodes.includes(child)) child.remove();
  nodes.forEach((node, index) => {
    const there = parent.childNodes[index] ?? null;
    if (there !== node) parent.insertBefore(node, there);
  });
}

// Random programs in Go's grammar, most of them correct, for comparisons of parsers.

/** Makes one piece of source, as deeply nested as asked for. */
type Maker = (depth: number) => string;

/** `count` files, the same ones for the same seed. */
export function* randomGo(count: number, seed: number): Generator<string> {
  const program = new RandomProgram(seed);
  for (let i = 0; i < count; i++) yield program.file();
}

class RandomProgram {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  file(): string {
    const depth = 1 + this.#below(3);
    if (this.#is(0.5)) return `package p\nvar _ = ${this.#expression(depth + 1)}\n`;
    const types = this.#is(0.3) ? `[${this.#typeParameters(depth)}]` : '';
    const signature = `(${this.#parameters(depth)})${this.#result(depth)}`;
    return `package p\nfunc f${types}${signature} {\n${this.#statements(depth)}}\n`;
  }

  /** Mulberry32. */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  #is(probability: number): boolean {
    return this.#random() < probability;
  }

  #below(n: number): number {
    return Math.floor(this.#random() * n);
  }

  #one(...texts: string[]): string {
    return texts[this.#below(texts.length)]!;
  }

  /** What one of the makers makes. */
  #any(depth: number, ...makers: Maker[]): string {
    return makers[this.#below(makers.length)]!(depth);
  }

  #list(maker: Maker, depth: number, separator = ', '): string {
    return Array.from({ length: 1 + Math.floor(this.#random() * this.#random() * 3) }, () => maker(depth)).join(
      separator,
    );
  }

  #name = (): string =>
    this.#is(0.03) ? this.#one('nil', 'true', 'iota', 'new', 'make', '_') : this.#one('a', 'b', 'f', 'T', 'x');

  #qualified = (): string => `p.${this.#name()}`;

  #type: Maker = (depth) => {
    if (depth <= 0) return this.#any(0, this.#name, this.#qualified);
    const type = () => this.#type(depth - 1);
    return this.#any(
      depth - 1,
      this.#name,
      this.#qualified,
      (d) => `${this.#name()}[${this.#list(this.#type, d)}]`,
      (d) => `${this.#qualified()}[${this.#list(this.#type, d)}]`,
      () => `*${type()}`,
      () => `[]${type()}`,
      (d) => `[${this.#expression(d)}]${type()}`,
      () => `map[${type()}]${type()}`,
      () => `(${type()})`,
      (d) => `func(${this.#parameters(d)})${this.#result(d)}`,
      () => this.#one('chan ', '<-chan ', 'chan<- ') + type(),
      (d) => `struct{${this.#members(this.#field, d)}}`,
      (d) => `interface{${this.#members(this.#element, d)}}`,
    );
  };

  #parameters: Maker = (depth) =>
    this.#is(0.3) ? '' : `${this.#list(this.#parameter, depth)}${this.#is(0.1) ? ',' : ''}`;

  #parameter: Maker = (depth) => {
    const names = this.#one('', `${this.#name()} `, `${this.#name()}, ${this.#name()} `, '...', `${this.#name()} ...`);
    return names + this.#type(depth);
  };

  #result: Maker = (depth) =>
    this.#any(
      depth,
      () => '',
      (d) => ` ${this.#type(d)}`,
      (d) => ` (${this.#parameters(d)})`,
    );

  #members(maker: Maker, depth: number): string {
    return this.#is(0.3) ? '' : this.#list(maker, depth, this.#one('; ', '\n')) + this.#one('', '\n');
  }

  #field: Maker = (depth) =>
    this.#any(
      depth,
      (d) => `${this.#name()} ${this.#type(d)}`,
      (d) => `${this.#name()}, ${this.#name()} ${this.#type(d)}`,
      (d) => `${this.#name()} [${this.#expression(d - 1)}]${this.#type(d)}`,
      (d) => `${this.#one('', '*')}${this.#name()}[${this.#list(this.#type, d - 1)}]`,
      () => this.#one('', '*') + this.#qualified(),
      this.#name,
    ) + this.#one('', '', '', ' `t`');

  #element: Maker = (depth) =>
    this.#any(
      depth,
      (d) => `${this.#name()}(${this.#parameters(d)})${this.#result(d)}`,
      (d) => this.#one('', '~') + this.#type(d),
      (d) => `~${this.#type(d)} | ${this.#type(d)}`,
    );

  #expression: Maker = (depth) => {
    if (depth <= 0)
      return this.#any(
        0,
        this.#name,
        this.#name,
        this.#qualified,
        () => '1',
        () => '"s"',
      );
    const x = () => this.#expression(depth - 1);
    const maybe = () => (this.#is(0.5) ? x() : '');
    const types: Maker = (d) => this.#list(this.#type, d);
    return this.#any(
      depth - 1,
      this.#name,
      this.#qualified,
      () => `${x()}.${this.#name()}`,
      () => `${x()}[${x()}]`,
      () => `${x()}[${x()}]`,
      (d) => `${this.#name()}[${types(d)}]`,
      (d) => `${x()}[${types(d)}](${this.#arguments(d)})`,
      (d) => `${x()}(${this.#arguments(d)})`,
      () => `(${x()})`,
      () => this.#one('*', '*', '&', '-', '<-', '!') + x(),
      () => `${x()} ${this.#one('+', '*', '&&', '==', '||', '<<', '|')} ${x()}`,
      () => `${x()}[${maybe()}:${maybe()}]`,
      (d) => `${this.#type(d)}(${x()})`,
      (d) => `(${this.#type(d)})(${x()})`,
      (d) => `${this.#literalType(d)}{${this.#elements(d)}}`,
      (d) => `${x()}.(${this.#type(d)})`,
      (d) => `func(${this.#parameters(d)})${this.#result(d)} {${this.#statements(d)}}`,
      (d) => `${this.#one('new', 'make')}(${this.#type(d)}${this.#one('', `, ${x()}`)})`,
    );
  };

  #arguments: Maker = (depth) =>
    this.#is(0.2) ? '' : this.#list(this.#expression, depth) + this.#one('', '', '', '', '...', ',');

  #literalType: Maker = (depth) =>
    this.#any(
      depth,
      this.#name,
      this.#qualified,
      (d) => this.#one('[]', '[...]', '[1]', `map[${this.#type(d)}]`) + this.#type(d),
      (d) => `struct{${this.#members(this.#field, d)}}`,
      (d) => `${this.#one('', 'p.')}${this.#name()}[${this.#list(this.#type, d)}]`,
    );

  #elements: Maker = (depth) => {
    const value: Maker = (d) => (d > 0 && this.#is(0.3) ? `{${this.#elements(d - 1)}}` : this.#expression(d));
    const element: Maker = (d) => (this.#is(0.5) ? value(d) : `${value(d)}: ${value(d)}`);
    return this.#is(0.3) ? '' : this.#list(element, depth) + this.#one('', ',', ',\n');
  };

  #simple: Maker = (depth) => {
    const x = () => this.#expression(depth);
    const list = () => this.#list(this.#expression, depth);
    return this.#one(
      x(),
      `${list()} ${this.#one(':=', '=', '+=')} ${list()}`,
      `${x()}${this.#one('++', '--')}`,
      `${x()} <- ${x()}`,
    );
  };

  #statement: Maker = (depth) => {
    if (depth <= 0) return this.#simple(0);
    const x = () => this.#expression(depth - 1);
    const block = () => `{${this.#statements(depth - 2)}}`;
    const init = () => this.#one('', `${this.#simple(depth - 1)}; `);
    const list: Maker = (d) => this.#list(this.#expression, d);
    return this.#any(
      depth - 1,
      this.#simple,
      this.#simple,
      () => `if ${init()}${x()} ${block()}${this.#one('', '', ` else ${block()}`)}`,
      () => `for ${this.#one('', x(), `range ${x()}`)} ${block()}`,
      (d) =>
        `for ${this.#one('', this.#simple(d))}; ${this.#one('', x())}; ${this.#one('', this.#simple(d))} ${block()}`,
      (d) => `for ${list(d)} ${this.#one(':=', '=')} range ${x()} ${block()}`,
      (d) => `switch ${init()}${this.#one('', x())} {${this.#cases(list, d)}}`,
      (d) =>
        `switch ${init()}${this.#one('', 'x := ')}${x()}.(type) {${this.#cases((e) => this.#list(this.#type, e), d)}}`,
      (d) => `select {${this.#cases((e) => this.#one(x(), `${list(e)} := ${x()}`, `${x()} <- ${x()}`), d)}}`,
      block,
      (d) => `${this.#name()}: ${this.#statement(d)}`,
      () => `${this.#name()}:`,
      (d) =>
        `var ${this.#list(this.#name, 0)} ${this.#one(this.#type(d), `= ${list(d)}`, `${this.#type(d)} = ${list(d)}`)}`,
      () => `const ${this.#name()} = ${x()}`,
      (d) => `type T ${this.#one('', '= ', `[${this.#typeParameters(d)}] `, `[${x()}]`)}${this.#type(d)}`,
      () => `${this.#one('return', 'go', 'defer')} ${x()}`,
      () => this.#one('return', 'break', 'continue L', 'goto L', 'fallthrough', ';'),
    );
  };

  #cases(head: Maker, depth: number): string {
    const clause: Maker = (d) => this.#one('default: ', `case ${head(d)}: `) + this.#statements(d);
    return this.#is(0.3) ? '' : this.#list(clause, depth, '\n');
  }

  #statements: Maker = (depth) => {
    if (this.#is(0.25)) return this.#one('', '\n');
    return (
      this.#list(this.#statement, depth, this.#one('; ', '\n', ' // c\n', '\n\n')) + this.#one('', '\n', ';', ' // d\n')
    );
  };

  #typeParameters: Maker = (depth) => {
    const constraint: Maker = (d) => `${this.#one('', '~')}${this.#type(d)}${this.#one('', ` | ${this.#type(d)}`)}`;
    return this.#list((d) => `${this.#list(this.#name, 0)} ${constraint(d)}`, depth) + this.#one('', ',');
  };
}

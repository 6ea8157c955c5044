// Random programs that do a 64-bit atomic operation on a field somewhere in a nest of structs, which they reach in some way.

/** Gives a number from 0 up to 1. */
type Random = () => number;

/** A 64-bit integer in memory, and the struct that has it as a field. */
interface Place {
  /** An expression for the integer, and for the struct. */
  readonly integer: string;
  readonly owner: string;
  readonly ownerType: string;
  readonly type: 'int64' | 'uint64';
}

/** Go source of one way to reach a place: declarations of its own, and statements. */
interface Way {
  readonly declarations?: string;
  readonly statements: string;
}

const FILLERS = [
  'bool',
  'int32',
  '[3]byte',
  'string',
  'int',
  '*int',
  'int64',
  'uint16',
  'any',
  'atomic.Int64',
  '[2]int32',
];
const ASSIGNABLE = { int64: 'Int64', uint64: 'Uint64' };

/** What declares one program: `NAME()` does the operation, and everything else that is declared begins with the name, in upper or lower case. */
export interface RandomProgram {
  /** A file of a package that declares `used`, a slice that is not empty. */
  readonly text: string;
  /** A file of a package that this one imports, with types and helpers; undefined where those are in the file, too. */
  readonly library: string | undefined;
}

/**
 * A random program.
 * @param name exported
 * @param library the import path of the package that types and helpers may be in
 */
export function randomAtomicProgram(packageName: string, name: string, library: string, random: Random): RandomProgram {
  return new Generator(name, random).program(packageName, library);
}

const HEAD = 'import (\n\t"sync/atomic"\n\t"unsafe"\n)\n\nvar _ unsafe.Pointer\nvar _ atomic.Int32';

class Generator {
  private readonly types: string[] = [];
  private readonly globals: string[] = [];

  /** Whether types and helpers are in a library. */
  private readonly isSplit: boolean;
  /** What declarations are called: what no other package sees is used in the ways that are seen. */
  private readonly name: string;

  constructor(
    private readonly entry: string,
    private readonly random: Random,
  ) {
    this.isSplit = this.number(2) === 1;
    this.name = this.isSplit ? entry : entry.toLowerCase();
  }

  program(packageName: string, library: string): RandomProgram {
    const place = this.place();
    const way = this.pick(WAYS)(this.name, place.place, (pointer) => this.operation(place.place.type, pointer));
    const declarations = [
      ...this.types,
      ...this.globals,
      ...(way.declarations === undefined ? [] : [way.declarations]),
    ];
    const statements = [...place.statements, way.statements].map((line) => `\t${line}`).join('\n');
    const text = (...parts: readonly string[]) => `package ${packageName}\n\n${parts.join('\n\n')}\n`;
    const entry = (body: string) => `func ${this.entry}() {\n${body}\n}`;
    if (!this.isSplit) return { text: text(HEAD, ...declarations, entry(statements)), library: undefined };
    // What is declared there is called by its package here, but for fields.
    const qualified = statements.replace(new RegExp(`(?<![.\\w])${this.name}\\w`, 'g'), (found) => `library.${found}`);
    const isUsed = qualified.includes('library.') ? '' : '_ ';
    return {
      text: text(HEAD.replace('import (', `import (\n\t${isUsed || 'library '}"${library}"`), entry(qualified)),
      library: `package library\n\n${[HEAD, ...declarations].join('\n\n')}\n`,
    };
  }

  private number(below: number): number {
    return Math.floor(this.random() * below);
  }

  private pick<T>(items: readonly T[]): T {
    return items[this.number(items.length)]!;
  }

  private operation(type: Place['type'], pointer: string): string {
    const t = ASSIGNABLE[type];
    return this.pick([
      `atomic.Add${t}(${pointer}, 1)`,
      `_ = atomic.Load${t}(${pointer})`,
      `atomic.Store${t}(${pointer}, 7)`,
      `atomic.Swap${t}(${pointer}, 7)`,
      `atomic.CompareAndSwap${t}(${pointer}, 0, 1)`,
      `atomic.Or${t}(${pointer}, 1)`,
      `atomic.And${t}(${pointer}, 1)`,
    ]);
  }

  private fillers(level: number, side: string): string[] {
    return Array.from({ length: this.number(3) }, (_, i) => `${side}${level}${i} ${this.pick(FILLERS)}`);
  }

  /** A nest of structs, an allocation of the outermost, and the path to the innermost. */
  private place(): { place: Place; statements: string[] } {
    const type = this.pick(['int64', 'uint64'] as const);
    const depth = 1 + this.number(3);
    const typeName = (level: number) => `${this.name}T${level}`;
    const statements: string[] = [];
    let path = '';
    let ownerPath = '';
    let pointers = '';
    let endsInPointer: boolean | undefined;
    for (let level = 0; level < depth; level++) {
      const isLast = level === depth - 1;
      const next = typeName(level + 1);
      let field = `N ${type}`;
      if (!isLast) {
        const count = 1 + this.number(3);
        const [declared, selector] = this.pick([
          [`F${level} ${next}`, `.F${level}`],
          [next, this.pick(['', `.${next}`])],
          [`F${level} [${count}]${next}`, `.F${level}[${this.number(count)}]`],
          [`F${level} *${next}`, `.F${level}`],
          [`F${level} []${next}`, `.F${level}[${this.number(count)}]`],
          [`F${level} struct { x int32; Y ${next} }`, `.F${level}.Y`],
        ] as const);
        field = declared;
        // What is reached by a pointer or a slice needs an allocation of its own.
        if (/ \*/.test(declared)) pointers += `v${path}.F${level} = ${this.pick([`new(${next})`, `&${next}{}`])}\n`;
        if (/ \[\]/.test(declared)) pointers += `v${path}.F${level} = make([]${next}, ${count})\n`;
        // The innermost struct has a name of its own, where the path to its field need not have it.
        ownerPath = `${path}${selector || `.${next}`}`;
        path += selector;
        endsInPointer = / \*/.test(declared);
      }
      const fields = [...this.fillers(level, 'a'), field, ...this.fillers(level, 'b')];
      this.types.push(`type ${typeName(level)} struct {\n${fields.map((f) => `\t${f}`).join('\n')}\n}`);
    }
    const outer = typeName(0);
    const index = this.number(3);
    const global = `${this.name}V`;
    const allocation = this.pick([
      `v := &${outer}{}`,
      `v := new(${outer})`,
      `var v ${outer}`,
      `var local [3]${outer}\n\tv := &local[${index}]`,
      `list := make([]${outer}, 3)\n\tv := &list[${index}]`,
      `v := &${global}`,
      `wrapped := &struct {\n\t\tx int32\n\t\ty ${outer}\n\t}{}\n\tv := &wrapped.y`,
    ]);
    if (allocation.includes(global)) this.globals.push(`var ${global} ${outer}`);
    statements.push(allocation, '_ = v', ...pointers.trim().split('\n').filter(Boolean));
    const isPointer = endsInPointer ?? !allocation.startsWith('var v');
    const owner = isPointer ? `(*v${ownerPath})` : `v${ownerPath}`;
    const place: Place = { integer: `v${path}.N`, owner, ownerType: typeName(depth - 1), type };
    return { place, statements };
  }
}

type MakeWay = (name: string, place: Place, operation: (pointer: string) => string) => Way;

const WAYS: readonly MakeWay[] = [
  (_, { integer }, op) => ({ statements: op(`&${integer}`) }),
  (_, { integer }, op) => ({ statements: `p := &${integer}\n\t${op('p')}` }),
  (name, { integer, type }, op) => ({
    declarations: `var ${name}Other ${type}`,
    statements: `p := &${name}Other\n\tif len(used) > 0 {\n\t\tp = &${integer}\n\t}\n\t${op('p')}`,
  }),
  (name, { integer, type }, op) => ({
    declarations: `func ${name}Help(p *${type}) { ${op('p')} }`,
    statements: `${name}Help(&${integer})`,
  }),
  (name, { integer, type }, op) => ({
    declarations: `func ${name}Help(x int, p *${type}) { ${name}More(p) }\n\nfunc ${name}More(p *${type}) { ${op('p')} }`,
    statements: `${name}Help(1, &${integer})`,
  }),
  (_, { owner, ownerType }, op) => ({
    declarations: `func (o *${ownerType}) Inc() { ${op('&o.N')} }`,
    statements: `${owner}.Inc()`,
  }),
  (_, { owner, ownerType }, op) => ({
    declarations: `func (o *${ownerType}) Inc() { ${op('&o.N')} }`,
    statements: `f := ${owner}.Inc\n\tf()`,
  }),
  (_, { owner, ownerType }, op) => ({
    declarations: `func (o *${ownerType}) Inc() { ${op('&o.N')} }`,
    statements: `defer ${owner}.Inc()`,
  }),
  (_, { integer }, op) => ({ statements: `func() { ${op(`&${integer}`)} }()` }),
  (_, { integer, type }, op) => ({ statements: `func(p *${type}) { ${op('p')} }(&${integer})` }),
  (_, { integer, type }, op) => ({ statements: `f := func(p *${type}) { ${op('p')} }\n\tf(&${integer})` }),
  (name, { integer, type }, op) => ({
    declarations: `type ${name}Holder struct {\n\tX bool\n\tP *${type}\n}`,
    statements: `h := &${name}Holder{P: &${integer}}\n\t${op('h.P')}`,
  }),
  (name, { integer, type }, op) => ({
    declarations: `type ${name}Holder struct {\n\tX bool\n\tP *${type}\n}`,
    statements: `var h ${name}Holder\n\th.P = &${integer}\n\t${op('h.P')}`,
  }),
  (_, { integer, type }, op) => ({ statements: `ps := []*${type}{&${integer}}\n\t${op('ps[0]')}` }),
  (_, { integer, type }, op) => ({
    statements: `var ps []*${type}\n\tps = append(ps, &${integer})\n\tfor _, p := range ps {\n\t\t${op('p')}\n\t}`,
  }),
  (_, { integer, type }, op) => ({ statements: `m := map[string]*${type}{"a": &${integer}}\n\t${op('m["a"]')}` }),
  (_, { integer, type }, op) => ({
    statements: `m := map[string]*${type}{}\n\tm["a"] = &${integer}\n\tif p, ok := m["a"]; ok {\n\t\t${op('p')}\n\t}`,
  }),
  (_, { integer, type }, op) => ({
    statements: `ch := make(chan *${type}, 1)\n\tch <- &${integer}\n\t${op('<-ch')}`,
  }),
  (name, { owner, ownerType }, op) => ({
    declarations: `type ${name}Incer interface{ Inc() }\n\nfunc (o *${ownerType}) Inc() { ${op('&o.N')} }`,
    statements: `var i ${name}Incer = &${owner}\n\ti.Inc()`,
  }),
  (name, { integer, type }, op) => ({
    declarations: `type ${name}Doer interface{ Do(p *${type}) }\n\ntype ${name}Real struct{}\n\nfunc (*${name}Real) Do(p *${type}) { ${op('p')} }`,
    statements: `var d ${name}Doer = &${name}Real{}\n\td.Do(&${integer})`,
  }),
  (_, { integer, type }, op) => ({ statements: `var x any = &${integer}\n\t${op(`x.(*${type})`)}` }),
  (_, { integer, type }, op) => ({
    statements: `var x any = &${integer}\n\tswitch p := x.(type) {\n\tcase *${type}:\n\t\t${op('p')}\n\t}`,
  }),
  (name, { integer, type }, op) => ({
    declarations: `func ${name}Help[T any](_ T, p *${type}) { ${op('p')} }`,
    statements: `${name}Help("x", &${integer})`,
  }),
  (_, { owner, ownerType, type }, op) => ({
    declarations: `func (o *${ownerType}) Ptr() *${type} { return &o.N }`,
    statements: op(`${owner}.Ptr()`),
  }),
  (name, { owner, ownerType, type }, op) => ({
    declarations: `func ${name}Get(o *${ownerType}) (p *${type}, err error) { return &o.N, nil }`,
    statements: `p, _ := ${name}Get(&${owner})\n\t${op('p')}`,
  }),
  (name, { owner, ownerType, type }, op) => ({
    declarations: `func ${name}Get(o *${ownerType}) (p *${type}) {\n\tp = &o.N\n\treturn\n}`,
    statements: op(`${name}Get(&${owner})`),
  }),
  (name, { integer, type }, op) => ({
    declarations: `var ${name}P *${type}`,
    statements: `${name}P = &${integer}\n\t${op(`${name}P`)}`,
  }),
  (name, { integer, type }, op) => ({
    declarations: `func ${name}All(ps ...*${type}) {\n\tfor _, p := range ps {\n\t\t${op('p')}\n\t}\n}`,
    statements: `${name}All(&${integer})`,
  }),
  (name, { owner, ownerType }, op) => ({
    declarations: `func ${name}Use(o *${ownerType}) { ${op('&o.N')} }`,
    statements: `${name}Use(&${owner})`,
  }),
  (_, { owner }, op) => ({ statements: `copied := ${owner}\n\t${op('&copied.N')}` }),
  (_, { owner, ownerType }, op) => ({
    statements: `for _, copied := range []${ownerType}{${owner}} {\n\t\t${op('&copied.N')}\n\t}`,
  }),
  (name, { integer, type }, op) => ({
    declarations: `func ${name}Do(f func(p *${type}), p *${type}) { f(p) }`,
    statements: `${name}Do(func(p *${type}) { ${op('p')} }, &${integer})`,
  }),
  (name, { integer, type }, op) => ({
    declarations: `func ${name}Help(p *${type}) { ${op('p')} }`,
    statements: `f := ${name}Help\n\tf(&${integer})`,
  }),
  (name, { owner, ownerType }, op) => ({
    declarations: `type ${name}Keeper struct {\n\tX bool\n\tOwner *${ownerType}\n}\n\nfunc (k *${name}Keeper) Inc() { ${op('&k.Owner.N')} }`,
    statements: `k := ${name}Keeper{true, &${owner}}\n\tk.Inc()`,
  }),
  (_, { ownerType }, op) => ({
    statements: `var array [4]${ownerType}\n\tpart := array[1:]\n\t${op('&part[0].N')}`,
  }),
  (name, { ownerType }, op) => ({
    declarations: `func ${name}Help(part []${ownerType}) {\n\tfor i := range part {\n\t\t${op('&part[i].N')}\n\t}\n}`,
    statements: `outer := &struct {\n\t\tx int32\n\t\tlist [3]${ownerType}\n\t}{}\n\t${name}Help(outer.list[:])`,
  }),
  (_, { type }, op) => ({
    statements: `var buffer [32]byte\n\t${op(`(*${type})(unsafe.Pointer(&buffer[12]))`)}`,
  }),
  (_, { type }, op) => ({
    statements: `buffer := make([]byte, 64)\n\tp := (*${type})(unsafe.Pointer(&buffer[8]))\n\t${op('p')}`,
  }),
  (_, { type }, op) => ({
    statements: `words := new([4]int32)\n\tp := unsafe.Pointer(&words[1])\n\t${op(`(*${type})(p)`)}`,
  }),
];

// The part of the WebAssembly interface that runtime.ts uses: TypeScript declares it only together with the whole DOM.
declare namespace WebAssembly {
  type Imports = Record<string, Record<string, unknown>>;
  function compile(bytes: Uint8Array): Promise<Module>;
  class Module {
    private constructor();
  }
  class Instance {
    constructor(module: Module, imports: Imports);
  }
  class Memory {
    constructor(limits: { initial: number; maximum: number });
    readonly buffer: ArrayBuffer;
  }
  class Global {
    value: number;
  }
}

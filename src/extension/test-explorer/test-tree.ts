// The items of the Test Explorer: packages, their tests, and the subtests that were met when they ran.
import {
  type CancellationToken,
  Range,
  type TestController,
  type TestItem,
  Uri,
  type WorkspaceFolder,
  workspace,
} from 'vscode';
import {
  listPackages,
  listTests,
  type PackageEntry,
  type PackagesParams,
  type TestEntry,
  type TestsChanged,
  type TestsParams,
  type TestsResult,
} from '../../server/protocol.ts';
import type { Client } from '../client.ts';
import { localFolders } from '../folders.ts';

/** A package with tests. */
export interface TestPackage {
  readonly item: TestItem;
  readonly folder: WorkspaceFolder;
  readonly entry: PackageEntry;
}

/** What an item stands for. */
type Meaning =
  | { readonly kind: 'folder' }
  | { readonly kind: 'package'; readonly found: TestPackage }
  | { readonly kind: 'test'; readonly package: TestItem; readonly name: string };

/** So many folders that change at once are asked about one by one. With more, as after a checkout, the packages are listed anew. */
const MANY = 30;

/** Milliseconds after the last change until the server is asked. */
const PAUSE = 300;

/** Keeps the items in step with the code. What a package has in it is asked for when it is looked at. */
export class TestTree {
  readonly #controller: TestController;
  readonly #client: Client;
  readonly #meanings = new WeakMap<TestItem, Meaning>();
  /** By the URI of their folder. */
  readonly #packages = new Map<string, TestPackage>();
  /** Packages of which the tests are known. */
  readonly #resolved = new WeakSet<TestItem>();
  /** Whether all packages were listed. */
  #isListed = false;
  /** One thing after the other. */
  #work: Promise<unknown> = Promise.resolve();
  #changed = { folders: new Set<string>(), all: false };
  #timer: NodeJS.Timeout | undefined;

  constructor(controller: TestController, client: Client) {
    this.#controller = controller;
    this.#client = client;
    controller.resolveHandler = (item) => (item ? this.resolve(item) : this.list());
    controller.refreshHandler = async (token) => {
      await this.list(token);
      await this.#each([...this.#packages].filter(([, { item }]) => this.#resolved.has(item)).map(([uri]) => uri));
    };
  }

  /** All packages that are known now. */
  get packages(): TestPackage[] {
    return [...this.#packages.values()];
  }

  /** The package an item stands for, or that it is in. */
  packageOf(item: TestItem): TestPackage | undefined {
    const meaning = this.#meanings.get(item);
    if (meaning?.kind === 'test') return this.packageOf(meaning.package);
    return meaning?.kind === 'package' ? meaning.found : undefined;
  }

  /** The name of the test an item stands for, with those around it: `TestAdd/big`. */
  nameOf(item: TestItem): string | undefined {
    const meaning = this.#meanings.get(item);
    return meaning?.kind === 'test' ? meaning.name : undefined;
  }

  /** The test functions of a package that are known now. */
  testsOf({ item }: TestPackage): TestItem[] {
    return [...item.children].map(([, child]) => child);
  }

  /** Those that run where the package is run: as with the go command, no benchmarks. */
  runByDefault(found: TestPackage): TestItem[] {
    return this.testsOf(found).filter(({ label }) => !label.startsWith('Benchmark'));
  }

  /** Takes note that tests may have changed. */
  changed({ folders, all }: TestsChanged): void {
    for (const folder of folders) this.#changed.folders.add(folder);
    this.#changed.all ||= all;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#follow().catch(() => {}), PAUSE);
  }

  /** Finds the tests of a package, if they are not known. */
  async resolve(item: TestItem): Promise<void> {
    if (this.#meanings.get(item)?.kind === 'package' && !this.#resolved.has(item)) await this.#each([item.id]);
  }

  /** Lists the packages of all folders. */
  list(token?: CancellationToken): Promise<void> {
    return this.#next(async () => {
      const known = new Set<string>();
      for (const folder of localFolders()) {
        const params: PackagesParams = { folder: folder.uri.toString() };
        const packages = await this.#client.request<PackageEntry[]>(listPackages, params, token);
        for (const entry of packages.filter(({ hasTests }) => hasTests)) known.add(this.#show(entry, folder).item.id);
      }
      for (const [uri, { item }] of this.#packages) if (!known.has(uri)) this.#remove(item);
      this.#isListed = true;
    });
  }

  /** Forgets everything, as folders were added or taken away, and lists what is there. */
  async reset(): Promise<void> {
    await this.#next(async () => {
      this.#packages.clear();
      this.#controller.items.replace([]);
    });
    if (this.#isListed) await this.list();
  }

  /** The item of a test of a package, which is made where the test was not known before. */
  testItem({ item: root }: TestPackage, name: string): TestItem {
    let at = root;
    for (;;) {
      let next: TestItem | undefined;
      for (const [, child] of at.children) {
        const known = this.nameOf(child)!;
        if (known === name) return child;
        if (name.startsWith(`${known}/`)) next = child;
      }
      if (!next) break;
      at = next;
    }
    const around = this.nameOf(at);
    const label = around === undefined ? name : name.slice(around.length + 1);
    const item = this.#controller.createTestItem(name, label, at.uri);
    this.#meanings.set(item, { kind: 'test', package: root, name });
    at.children.add(item);
    return item;
  }

  /** Takes away the subtests of a test that ran, of which none came up in the run. */
  prune(item: TestItem, ran: ReadonlySet<TestItem>): void {
    for (const [id, child] of item.children) {
      if (!ran.has(child)) item.children.delete(id);
      else this.prune(child, ran);
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #next<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#work.then(work);
    this.#work = next.catch(() => {});
    return next;
  }

  async #follow(): Promise<void> {
    const { folders, all } = this.#changed;
    this.#changed = { folders: new Set(), all: false };
    const isMuch = folders.size > MANY;
    if ((all || isMuch) && this.#isListed) await this.list();
    const isShown = (uri: string) => {
      const known = this.#packages.get(uri);
      return known !== undefined && this.#resolved.has(known.item);
    };
    await this.#each([...folders].filter((uri) => !isMuch || isShown(uri)));
  }

  /** Asks for the tests of packages. */
  #each(uris: readonly string[]): Promise<void> {
    return this.#next(async () => {
      for (const uri of uris) {
        const folder = workspace.getWorkspaceFolder(Uri.parse(uri));
        if (folder === undefined) continue;
        const params: TestsParams = { uri };
        const found = await this.#client.request<TestsResult | null>(listTests, params);
        if (found && found.tests.length > 0) this.#fill(this.#show(found.package, folder), found.tests);
        else this.#remove(this.#packages.get(uri)?.item);
      }
    });
  }

  #show(entry: PackageEntry, folder: WorkspaceFolder): TestPackage {
    const uri = Uri.joinPath(folder.uri, entry.path);
    const id = uri.toString().replace(/\/$/, '');
    const before = this.#packages.get(id);
    const label = entry.path === '.' ? folder.name : entry.path.replace(/^\.\//, '');
    const item = before?.item ?? this.#controller.createTestItem(id, label, Uri.parse(id));
    const found: TestPackage = { item, folder, entry };
    this.#packages.set(id, found);
    this.#meanings.set(item, { kind: 'package', found });
    if (before) return found;
    item.canResolveChildren = true;
    item.sortText = entry.path;
    (this.#folderItem(folder)?.children ?? this.#controller.items).add(item);
    return found;
  }

  /** Several folders have an item each. */
  #folderItem(folder: WorkspaceFolder): TestItem | undefined {
    if (localFolders().length < 2) return undefined;
    const id = `folder ${folder.uri.toString()}`;
    let item = this.#controller.items.get(id);
    if (!item) {
      item = this.#controller.createTestItem(id, folder.name, folder.uri);
      this.#meanings.set(item, { kind: 'folder' });
      this.#controller.items.add(item);
    }
    return item;
  }

  /** Gives a package its tests. Those it had stay what they are, with their results and subtests. */
  #fill({ item: root }: TestPackage, tests: readonly TestEntry[]): void {
    this.#resolved.add(root);
    const items = tests.map(({ name, uri, range: { start, end } }, i) => {
      const before = root.children.get(name);
      const item =
        before?.uri?.toString() === Uri.parse(uri).toString()
          ? before
          : this.#controller.createTestItem(name, name, Uri.parse(uri));
      item.range = new Range(start.line, start.character, end.line, end.character);
      item.sortText = String(i).padStart(6, '0');
      this.#meanings.set(item, { kind: 'test', package: root, name });
      return item;
    });
    root.children.replace(items);
  }

  #remove(item: TestItem | undefined): void {
    if (!item) return;
    this.#packages.delete(item.id);
    const { parent } = item;
    (parent?.children ?? this.#controller.items).delete(item.id);
    if (parent?.children.size === 0) this.#remove(parent);
  }
}

// What is done with a struct is the same whether all functions are gone through or only those that have to do with its type.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { sample } from '../../../test/support/sample.ts';
import { openWorkspace } from '../../module/open-workspace.ts';
import { goCommand } from '../../module/testing.ts';
import { parseTargets } from '../../platform/parse-targets.ts';
import { TargetList } from '../../platform/target.ts';
import { loadParser } from '../../syntax/parser.ts';
import { CachedTrees } from '../../syntax/trees.ts';
import { Checker } from '../../types/checker.ts';
import { TypeName } from '../../types/object.ts';
import type { PackageInfo } from '../../types/package-info.ts';
import { typeNameType, under } from '../../types/resolve.ts';
import { type Struct, Tag } from '../../types/type.ts';
import { forgetSeen, seenTypes, typesSeenIn } from './seen-types.ts';
import { type StructUses, type UsePlace, usesIn } from './struct-uses.ts';

const PACKAGES = ['archive/zip', 'encoding/gob', 'net/netip', 'text/template'];
/** So many structs of each. */
const COUNT = 3;

/** The uses as places. */
function placesOf(uses: StructUses): Record<string, string[]> {
  const named = ({ file, node }: UsePlace) => `${file.file.name}:${node}`;
  return Object.fromEntries(
    Object.entries(uses).map(([kind, places]: [string, readonly UsePlace[]]) => [kind, places.map(named).sort()]),
  );
}

/** The struct types with fields that a package declares, by name. */
function structsOf(c: Checker, info: PackageInfo): Map<string, Struct> {
  const found = new Map<string, Struct>();
  for (const object of info.declared) {
    if (!(object instanceof TypeName)) continue;
    c.inside({ file: object.site!.file, scope: object.site!.scope }, () =>
      c.probe(object.presence, () => {
        const type = under(c, typeNameType(c, object));
        if (type.tag === Tag.Struct && type.fields.length > 0) found.set(object.name, type);
      }),
    );
  }
  return found;
}

describe('the types that were noted of functions', function () {
  this.timeout(600_000);
  before(loadParser);

  for (const path of PACKAGES) {
    it(`lead to all uses of structs of ${path}`, () => {
      const root = join(goCommand(['env', 'GOROOT']).trim(), 'src');
      const workspace = openWorkspace(join(root, path));
      const trees = new CachedTrees({ readText: (file) => workspace.fileSystem.readText(file) });
      const targets = new TargetList(parseTargets('linux/386,linux/amd64,linux/arm'));
      const c = new Checker(targets, workspace.source, trees, { observers: [seenTypes] });
      const pkg = workspace.packageIn(join(root, path))!;
      c.checkPackage(pkg, { tests: true });
      const info = c.packageOf(pkg);
      const structs = sample([...structsOf(c, info)], COUNT);
      assert.notDeepEqual(structs, []);
      assert.ok(info.declared.some((object) => object.kind === 'func' && typesSeenIn(info, object) !== undefined));
      const found = structs.map(([name, struct]) => [name, placesOf(usesIn(c, info, struct))]);
      forgetSeen(info);
      const all = structs.map(([name, struct]) => [name, placesOf(usesIn(c, info, struct))]);
      assert.deepEqual(found, all);
    });
  }
});

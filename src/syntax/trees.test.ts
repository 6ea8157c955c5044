// The cache of trees: what is read again and what is not.
import assert from 'node:assert/strict';
import { Kind } from './kinds.ts';
import { loadParser } from './parser.ts';
import { CachedTrees } from './trees.ts';

/** Files in memory, and the paths that were read. */
function fileSystem(files: Record<string, string>) {
  const reads: string[] = [];
  const readText = (path: string) => {
    reads.push(path);
    return files[path];
  };
  return { reads, readText };
}

const FILE = 'package a\n\nfunc f() { println(1) }\n';

describe('CachedTrees', () => {
  before(loadParser);

  it('parses a file once', () => {
    const { reads, readText } = fileSystem({ '/a.go': FILE });
    const trees = new CachedTrees({ readText });
    const tree = trees.tree('/a.go');
    assert.equal(tree.text, FILE);
    assert.equal(trees.tree('/a.go'), tree);
    assert.deepEqual(reads, ['/a.go']);
  });

  it('drops the tree used least recently when the nodes are too many', () => {
    const { reads, readText } = fileSystem({ '/a.go': FILE, '/b.go': FILE, '/c.go': FILE });
    const [nodes, characters] = [20, 37 / 8];
    const trees = new CachedTrees({ readText, maximumNodes: Math.ceil(2.5 * (nodes + characters)) });
    for (const path of ['/a.go', '/b.go', '/a.go', '/c.go', '/a.go', '/b.go']) trees.tree(path);
    assert.deepEqual(reads, ['/a.go', '/b.go', '/c.go', '/b.go']);
  });

  it('keeps the last tree even if it is too large', () => {
    const { reads, readText } = fileSystem({ '/a.go': FILE, '/b.go': FILE });
    const trees = new CachedTrees({ readText, maximumNodes: 1 });
    assert.equal(trees.tree('/a.go'), trees.tree('/a.go'));
    trees.tree('/b.go');
    trees.tree('/a.go');
    assert.deepEqual(reads, ['/a.go', '/b.go', '/a.go']);
  });

  it('reads a file again after it was forgotten', () => {
    const files = { '/a.go': FILE };
    const trees = new CachedTrees(fileSystem(files));
    trees.tree('/a.go');
    files['/a.go'] = 'package b\n';
    assert.equal(trees.tree('/a.go').text, FILE);
    trees.forget('/a.go');
    trees.forget('/never.go');
    assert.equal(trees.tree('/a.go').text, 'package b\n');
  });

  it('leaves out the bodies of the files that need none', () => {
    const { readText } = fileSystem({ '/a.go': FILE, '/dependency/a.go': FILE });
    const trees = new CachedTrees({ readText, skipBodies: (path) => path.startsWith('/dependency/') });
    assert.ok(trees.tree('/a.go').kind.includes(Kind.CallExpression));
    const declarations = trees.tree('/dependency/a.go');
    assert.ok(!declarations.kind.includes(Kind.CallExpression));
    assert.equal(declarations.text, FILE);
  });

  it('gives an empty erroneous tree for what cannot be read', () => {
    const { reads, readText } = fileSystem({});
    const trees = new CachedTrees({ readText });
    assert.deepEqual([trees.tree('/a.go').length, trees.tree('/a.go').hasError], [1, true]);
    assert.deepEqual(reads, ['/a.go']);
  });
});

// The systems that were ported to mips64le, as data: what of them is built, with the Go of their time, and what shows that it runs.

/** A program of a system, and a first sign of life. */
export interface Program {
  /** The package, as the go command takes it. */
  readonly package: string;
  /** Arguments that make it print something and end. */
  readonly args: readonly string[];
  readonly prints: RegExp;
  readonly env?: Readonly<Record<string, string>>;
}

export interface System {
  readonly name: string;
  readonly module: string;
  readonly version: string;
  /** The Go release it is built with. */
  readonly go: string;
  /** The folder with go.mod and go.sum, from the repository's root, where the module has none or one that fetches nothing. */
  readonly requirements?: string;
  readonly tags?: readonly string[];
  /** Its programs need C: they are built once more with cgo and a C compiler for the target, static. */
  readonly cgo?: boolean;
  readonly programs: readonly Program[];
  /** Packages whose own tests are run, short ones only, and the Go release that still runs them. */
  readonly tests?: { readonly go: string; readonly packages: readonly string[] };
}

const requirements = (name: string) => `scripts/porting/requirements/${name}`;

export const systems: readonly System[] = [
  {
    name: 'kubernetes',
    module: 'k8s.io/kubernetes',
    version: 'v1.18.3',
    go: '1.13.15',
    requirements: 'test/flagship/kubernetes-1.18.3',
    programs: [
      { package: './cmd/kubelet', args: ['--version'], prints: /^Kubernetes v/m },
      { package: './cmd/kube-proxy', args: ['--version'], prints: /^Kubernetes v/m },
      { package: './cmd/kube-scheduler', args: ['--version'], prints: /^Kubernetes v/m },
      { package: './cmd/kubeadm', args: ['version'], prints: /Platform:"linux\/mips64le"/ },
      { package: './cmd/kubectl', args: ['version', '--client'], prints: /Platform:"linux\/mips64le"/ },
    ],
  },
  {
    name: 'coredns',
    module: 'github.com/coredns/coredns',
    version: 'v1.6.5',
    go: '1.13.15',
    programs: [{ package: '.', args: ['-version'], prints: /^CoreDNS-1\.6\.5\nlinux\/mips64le, go1\.13\.15/ }],
  },
  {
    name: 'etcd-3.3',
    module: 'github.com/coreos/etcd',
    version: 'v3.3.15+incompatible',
    go: '1.13.15',
    requirements: requirements('etcd-3.3'),
    programs: [
      {
        package: '.',
        args: ['--version'],
        prints: /^etcd Version: 3\.3\.15$[\s\S]*linux\/mips64le/m,
        env: { ETCD_UNSUPPORTED_ARCH: 'mips64le' },
      },
      { package: './etcdctl', args: ['--version'], prints: /^etcdctl version: 3\.3\.15/ },
    ],
  },
  {
    name: 'etcd-3.4',
    module: 'go.etcd.io/etcd',
    version: 'v0.5.0-alpha.5.0.20200401174654-e694b7bb0875',
    go: '1.13.15',
    programs: [
      {
        package: '.',
        args: ['--version'],
        prints: /^etcd Version: 3\.4\.7$[\s\S]*linux\/mips64le/m,
        env: { ETCD_UNSUPPORTED_ARCH: 'mips64le' },
      },
      { package: './etcdctl', args: ['version'], prints: /^etcdctl version: 3\.4\.7$/m, env: { ETCDCTL_API: '3' } },
    ],
  },
  {
    name: 'runc',
    module: 'github.com/opencontainers/runc',
    version: 'v1.0.0-rc10',
    go: '1.13.15',
    requirements: requirements('runc'),
    cgo: true,
    programs: [{ package: '.', args: ['--version'], prints: /^runc version/ }],
  },
  {
    name: 'containerd',
    module: 'github.com/containerd/containerd',
    version: 'v1.3.3',
    go: '1.13.15',
    requirements: requirements('containerd'),
    // btrfs needs cgo, and the Kubernetes that the CRI plugin requires is not served.
    tags: ['no_btrfs', 'no_cri'],
    programs: [
      { package: './cmd/containerd', args: ['--version'], prints: /^containerd github\.com\/containerd\/containerd/ },
      { package: './cmd/ctr', args: ['--version'], prints: /^ctr github\.com\/containerd\/containerd/ },
      { package: './cmd/containerd-shim-runc-v2', args: ['-v'], prints: /containerd-shim-runc-v2:/ },
    ],
  },
  {
    name: 'flannel',
    module: 'github.com/coreos/flannel',
    version: 'v0.11.0',
    go: '1.13.15',
    requirements: requirements('flannel'),
    programs: [{ package: '.', args: ['-version'], prints: /./ }],
  },
  {
    name: 'prometheus',
    module: 'github.com/prometheus/prometheus',
    version: 'v2.5.0+incompatible',
    go: '1.13.15',
    requirements: requirements('prometheus'),
    programs: [
      { package: './cmd/prometheus', args: ['--version'], prints: /^prometheus, version/ },
      { package: './cmd/promtool', args: ['--version'], prints: /^promtool, version/ },
    ],
  },
  {
    name: 'loki',
    module: 'github.com/grafana/loki',
    version: 'v1.5.0',
    go: '1.13.15',
    programs: [
      { package: './cmd/loki', args: ['-version'], prints: /^loki, version/ },
      { package: './cmd/promtail', args: ['-version'], prints: /^promtail, version/ },
      { package: './cmd/logcli', args: ['--version'], prints: /logcli, version/ },
    ],
  },
  {
    name: 'bolt',
    module: 'github.com/boltdb/bolt',
    version: 'v1.3.1',
    go: '1.13.15',
    requirements: requirements('bolt'),
    programs: [{ package: './cmd/bolt', args: ['help'], prints: /Bolt is a tool/ }],
    // They call flag.Parse before Go 1.13 has declared the flags of tests.
    tests: { go: '1.12.17', packages: ['.'] },
  },
];

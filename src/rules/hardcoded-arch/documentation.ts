// The page of hardcoded-arch: what it says to someone who meets it for the first time, with true and false cases.
import type { Documentation } from '../rule.ts';

export const documentation: Documentation = {
  what: `Code that compiles for every architecture is still tied to one where a name says so: the download in a Dockerfile, the image
in a manifest, \`GOARCH=amd64\` in a Makefile, a library path. The build then fails on other machines ("exec format error", "no match
for platform in manifest"), or worse succeeds and puts the wrong program into the image.

Archway parses Go, Dockerfiles, Makefiles, shell scripts and YAML (Kubernetes manifests, GitHub, GitLab and Travis CI, compose,
GoReleaser), and looks at places where a name has an effect:

| code | place | severity |
| --- | --- | --- |
| \`DownloadURL\` | the address of a file that is fetched | warning |
| \`ImageName\` | a container image for one architecture: \`pause-amd64:3.1\`, \`amd64/alpine\` | warning |
| \`BaseImagePlatform\` | \`FROM --platform=linux/amd64\` | warning |
| \`GOARCH\` | an assignment to GOARCH | warning |
| \`CopiedFile\` | a file put into an image: \`COPY bin/app-amd64 /app\` | warning |
| \`PackageSource\` | \`deb [arch=amd64] …\` | warning |
| \`NodeSelector\` | a node selector or affinity for \`kubernetes.io/arch\` with one value | warning |
| \`DeprecatedArchLabel\` | the label \`beta.kubernetes.io/arch\` | warning |
| \`LibraryPath\` | \`/usr/lib/x86_64-linux-gnu\` | warning in commands of a Dockerfile, else information |
| \`Platform\` | \`linux/amd64\` as an argument, option or value | information |
| \`ArchVariable\` | a variable such as ARCH | information |

A default, which counts only where nothing else is set (\`GOARCH ?= amd64\`, \`\${ARCH:-amd64}\`), is information. One of these is more
than it seems: \`ARG TARGETARCH=amd64\` replaces the value that BuildKit would give the argument.

Nothing is reported where the code deals with architectures: in a branch on one, in a table or a document that names several in
places of this kind, in a file, function, target, build stage or variable that has an architecture in its name, and in Go files for
one architecture. Comments, tests, generated files and texts for people are not looked at.`,
  fix: `Name something that exists for every platform (an image with a manifest list), or take the architecture from where it is
known: \`runtime.GOARCH\` in Go, the build argument \`TARGETARCH\` in a Dockerfile, \`$(GOARCH)\` in a Makefile, \`uname -m\` in a script.

The quick-fixes write \`runtime.GOARCH\` (with its import), \`$TARGETARCH\` (with \`ARG TARGETARCH\` in the stage), \`$(GOARCH)\`, \`?=\` in place
of \`=\`, \`--platform=$BUILDPLATFORM\` for a stage that cross-compiles, the official image without its prefix, and \`kubernetes.io/arch\`. Those that cannot
go wrong are applied by \`archway fix\`; whether a download exists for another architecture only its server knows, so that one is for
you to choose. There is no fix where the name is \`x86_64\` or \`aarch64\`: the variables hold Go's names.`,
  examples: [
    {
      title: 'A tool downloaded for one architecture, a builder that compiles for one',
      language: 'dockerfile',
      code: `FROM golang:1.24 AS build
RUN CGO_ENABLED=0 GOARCH=amd64 go build -o /app .
FROM alpine:3.20
ADD https://dl.k8s.io/release/v1.31.0/bin/linux/amd64/kubectl /usr/bin/kubectl
COPY --from=build /app /app
`,
      finding: true,
    },
    {
      title: 'An image for one architecture, and nodes chosen by the deprecated label',
      language: 'yaml',
      code: `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  nodeSelector:
    beta.kubernetes.io/arch: amd64
  containers:
    - name: web
      image: registry.example.com/web-amd64:1.4
`,
      finding: true,
    },
    {
      title: 'A build for one architecture',
      language: 'makefile',
      code: `build:
	CGO_ENABLED=0 GOARCH=amd64 go build -o bin/app .
`,
      finding: true,
    },
    {
      title: 'A download in a script',
      language: 'sh',
      code: `curl -fsSLO https://get.helm.sh/helm-v3.16.0-linux-amd64.tar.gz
`,
      finding: true,
    },
    {
      title: 'A download in Go',
      language: 'go',
      code: `package tools

import "net/http"

func fetchHelm() (*http.Response, error) {
	return http.Get("https://get.helm.sh/helm-v3.16.0-linux-amd64.tar.gz")
}
`,
      finding: true,
    },
    {
      title: 'The architecture comes from the build',
      language: 'dockerfile',
      code: `FROM --platform=$BUILDPLATFORM golang:1.24 AS build
ARG TARGETARCH
RUN CGO_ENABLED=0 GOARCH=$TARGETARCH go build -o /app .
`,
      finding: false,
    },
    {
      title: 'The script decides by the architecture',
      language: 'sh',
      code: `case $(uname -m) in
  x86_64) curl -fsSLO https://get.helm.sh/helm-v3.16.0-linux-amd64.tar.gz ;;
  aarch64) curl -fsSLO https://get.helm.sh/helm-v3.16.0-linux-arm64.tar.gz ;;
esac
`,
      finding: false,
    },
    {
      title: 'One target for each architecture',
      language: 'makefile',
      code: `build-amd64:
	GOARCH=amd64 go build -o bin/app-amd64 .
build-arm64:
	GOARCH=arm64 go build -o bin/app-arm64 .
`,
      finding: false,
    },
    {
      title: 'Nodes of several architectures',
      language: 'yaml',
      code: `apiVersion: v1
kind: Pod
spec:
  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
          - matchExpressions:
              - key: kubernetes.io/arch
                operator: In
                values: [amd64, arm64]
`,
      finding: false,
    },
    {
      title: 'A table of architectures',
      language: 'go',
      code: `package tools

var archives = map[string]string{
	"amd64": "https://get.helm.sh/helm-v3.16.0-linux-amd64.tar.gz",
	"arm64": "https://get.helm.sh/helm-v3.16.0-linux-arm64.tar.gz",
}
`,
      finding: false,
    },
  ],
};

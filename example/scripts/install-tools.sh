#!/bin/sh
# Installs what the deployment needs: kubectl for this machine's architecture, and Helm for amd64 only.
set -eu

version=v1.31.4
case $(uname -m) in
  x86_64) arch=amd64 ;;
  aarch64) arch=arm64 ;;
  *)
    echo "no kubectl for $(uname -m)" >&2
    exit 1
    ;;
esac
curl -fsSLo kubectl "https://dl.k8s.io/release/$version/bin/linux/$arch/kubectl"

curl -fsSL https://get.helm.sh/helm-v3.16.4-linux-amd64.tar.gz | tar -xz --strip-components=1 linux-amd64/helm

chmod +x kubectl helm

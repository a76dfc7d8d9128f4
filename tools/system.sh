#!/bin/sh
# Install the Debian packages that are named and missing. Elsewhere, or without the right to, say what is needed.
set -eu
command -v dpkg-query >/dev/null 2>&1 || exit 0   # Not Debian: Windows and macOS need none of these.

missing=""
for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then root="sudo"
else
    echo "These system packages are missing. Ask for them to be installed:$missing" >&2
    exit 1
fi
echo "Installing system packages:$missing"
$root apt-get update -qq
# shellcheck disable=SC2086 # one word each is meant
DEBIAN_FRONTEND=noninteractive $root apt-get install -y -qq --no-install-recommends $missing >/dev/null 2>&1 || { echo "The packages could not be installed:$missing" >&2; exit 1; }

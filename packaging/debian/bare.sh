#!/bin/sh
# packaging/debian/bare.sh PACKAGE: try a package on a Debian that has nothing, not even Python, and leave nothing behind.
#
# Installs it there with what it depends on, tries it (tools/built.py), sees that a double click would find it, installs it
# again over itself, removes it, and sees that somebody's data is as it was. As root, with debootstrap and a mirror.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
package=$(readlink -f "$1")
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
sh "$root/tools/system.sh" debootstrap xvfb xauth poppler-utils
bare=$root/build/bare
rm -rf "$bare"
trap 'rm -rf "$bare"' EXIT
debootstrap --variant=minbase "$suite" "$bare" >"$root/build/bare.log" 2>&1 || { tail -5 "$root/build/bare.log" >&2; exit 1; }
in_bare() { env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive chroot "$bare" "$@"; }

in_bare sh -c 'command -v python3 python' && { echo "There is a Python on the bare system." >&2; exit 1; }
cp "$package" "$bare/tmp/package.deb"
in_bare apt-get install -y -qq --no-install-recommends /tmp/package.deb shared-mime-info desktop-file-utils libglib2.0-bin >>"$root/build/bare.log" 2>&1 ||
	{ tail -5 "$root/build/bare.log" >&2; exit 1; }
in_bare sh -c 'command -v python3 python' && { echo "The package has brought a Python along." >&2; exit 1; }
echo "Installed on a bare $suite: no Python there before or after."

"$root/.venv/bin/python" "$root/tools/built.py" "$bare/usr/lib/qa-desktop" --root "$bare"

printf 'age-encryption.org/v1\n' >"$bare/tmp/pack.qabundle"
kind=$(in_bare gio info -a standard::content-type /tmp/pack.qabundle | sed -n 's/.*content-type: //p')
opener=$(in_bare gio mime application/x-qabundle | sed -n 's/.*: *\(qa-desktop.desktop\)$/\1/p' | head -n 1)
in_bare desktop-file-validate /usr/share/applications/qa-desktop.desktop
[ "$kind $opener" = "application/x-qabundle qa-desktop.desktop" ] || { echo "A double click finds: $kind $opener" >&2; exit 1; }
echo "A .qabundle is $kind and opens with $opener."

in_bare env QA_PASSPHRASE=a-long-enough-phrase qa-desktop-cli new --code A1 --name "Priya Nair" --role team_manager >/dev/null
of_data() { (cd "$bare/root/.local/share" && find . -type f | sort | xargs -d '\n' sha256sum | sha256sum); }
before=$(of_data)
in_bare dpkg -i /tmp/package.deb >/dev/null
[ "$before" = "$(of_data)" ] || { echo "Installing again has touched data." >&2; exit 1; }
in_bare env QA_PASSPHRASE=a-long-enough-phrase qa-desktop-cli status >/dev/null
before=$(of_data)
in_bare dpkg --purge qa-desktop >/dev/null
[ "$before" = "$(of_data)" ] || { echo "Removing has touched data." >&2; exit 1; }
[ ! -e "$bare/usr/lib/qa-desktop" ] || { echo "Removing left the program behind." >&2; exit 1; }
echo "Installed over itself and removed: the data is as it was, and nothing else is left."

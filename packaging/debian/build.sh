#!/bin/sh
# packaging/debian/build.sh PROGRAM OUT: a Debian package of the built program (dist/qa-desktop), written into OUT.
#
# No scripts run at installation or removal: Debian's own triggers learn of the file type, and so nothing in it could ever
# touch anybody's data, which lies in their home.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
program=$1
out=$2

version=$(sed -n 's/^VERSION = "\([0-9.]*\)".*/\1/p' "$root/qa_desktop/__init__.py")
machine=$(dpkg --print-architecture)
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
tree=$made/tree
umask 022

mkdir -p "$tree/DEBIAN" "$tree/usr/lib" "$tree/usr/bin" "$tree/usr/share/applications" "$tree/usr/share/mime/packages" \
	"$tree/usr/share/doc/qa-desktop"
cp -a "$program" "$tree/usr/lib/qa-desktop"
find "$tree/usr/lib/qa-desktop" -type d -exec chmod 755 {} +
find "$tree/usr/lib/qa-desktop" -type f ! -perm -100 -exec chmod 644 {} +
find "$tree/usr/lib/qa-desktop" -type f -perm -100 -exec chmod 755 {} +
ln -s ../lib/qa-desktop/qa-desktop "$tree/usr/bin/qa-desktop"
ln -s ../lib/qa-desktop/qa-desktop "$tree/usr/bin/qa-desktop-cli" # the same program: its name says that it has words to do
install -m 644 "$here/qa-desktop.desktop" "$tree/usr/share/applications/"
install -m 644 "$here/qa-desktop.xml" "$tree/usr/share/mime/packages/"
for size in 48 128 256; do
	install -D -m 644 "$root/resources/app/qa-desktop-$size.png" \
		"$tree/usr/share/icons/hicolor/${size}x$size/apps/qa-desktop.png"
done
install -D -m 644 "$root/resources/app/mark.svg" "$tree/usr/share/icons/hicolor/scalable/apps/qa-desktop.svg"

# What it is made of, and under which licences: the table, then where the texts lie.
{
	cat "$root/docs/licences.md"
	printf '\nThe full texts are in /usr/lib/qa-desktop/_internal/licences and beside the letters and icons.\n'
	printf 'Libraries of the Debian system it was built on, each under the licence of its Debian package:\n\n'
	find "$program/_internal" -maxdepth 1 -name 'lib*.so*' -exec basename {} \; | sort | sed 's/^/    /'
} >"$tree/usr/share/doc/qa-desktop/copyright"

# What the system must have: the libraries that ours are linked with and that do not lie in the folder, and a libc as new as
# theirs. Wayland's own are on every computer that runs it, and elsewhere are not asked for.
ours() { find "$program" -type f \( -name '*.so*' -o -name qa-desktop \) -exec objdump "$1" {} + 2>/dev/null; }
find "$program" -name '*.so*' -exec basename {} \; | sort -u >"$made/here"
ours -p | sed -n 's/^ *NEEDED *//p' | sort -u | grep -v '^libwayland-' | comm -23 - "$made/here" >"$made/asked"
needs=""
while read -r library; do
	path=$(ldconfig -p | sed -n "s|^[[:space:]]*$library (.*=> ||p" | head -n 1)
	[ -n "$path" ] || { echo "Nothing on this computer has $library." >&2; exit 1; }
	name=$(dpkg -S "$(readlink -f "$path")" "$path" 2>/dev/null | head -n 1 | cut -d: -f1)
	[ "$name" = libc6 ] || needs="$needs$name
"
done <"$made/asked"
# Our fontconfig reads the system's settings.
libc=$(ours -T | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -n 1 | cut -d_ -f2)
needs="fontconfig-config, libc6 (>= $libc)$(printf '%s' "$needs" | sort -u | sed 's/^/, /' | tr -d '\n')"

cat >"$tree/DEBIAN/control" <<END
Package: qa-desktop
Version: $version
Architecture: $machine
Maintainer: QA Desktop maintainers <maintainers@qa-desktop.invalid>
Installed-Size: $(du -sk "$tree/usr" | cut -f1)
Depends: $needs
Recommends: fonts-noto-core, shared-mime-info, xdg-desktop-portal
Section: misc
Priority: optional
Description: Has the Help Helped? Case audit for an early help service
 Managers audit case files on their laptops, offline; audits are sealed, signed
 and carried back in encrypted files; a practice lead collates and reports.
 .
 The program has its own Python and Qt. People's work lies in their own
 ~/.local/share and is never touched by installing, updating or removing.
END
(cd "$tree" && find usr -type f -exec md5sum {} + | sort -k2 >DEBIAN/md5sums)

package=$out/qa-desktop_${version}_$machine.deb
dpkg-deb --root-owner-group -Zzstd -z12 --build "$tree" "$package" >/dev/null
echo "$package: $(du -h "$package" | cut -f1), needs $needs"

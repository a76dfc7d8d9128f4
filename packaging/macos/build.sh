#!/bin/sh
# packaging/macos/build.sh: the application, and a disk image to drag it from, on a Mac with uv. Not tried by our tests.
#
# SIGN="Developer ID Application: …" signs it with the hardened runtime; PROFILE="…" (of notarytool store-credentials)
# has it looked at by Apple. Without them it opens only by Control-click, Open.
set -eu
cd "$(dirname "$0")/../.."
version=$(sed -n 's/^VERSION = "\([0-9.]*\)".*/\1/p' qa_desktop/__init__.py)
app="dist/Has the Help Helped.app"
image="dist/qa-desktop-$version.dmg"

make build
if [ -n "${SIGN:-}" ]; then codesign --force --deep --options runtime --timestamp --sign "$SIGN" "$app"; fi
rm -f "$image"
hdiutil create -quiet -volname "Has the Help Helped" -srcfolder "$app" -format UDZO "$image"
if [ -n "${PROFILE:-}" ]; then
	xcrun notarytool submit "$image" --keychain-profile "$PROFILE" --wait
	xcrun stapler staple "$image"
fi
echo "$image"

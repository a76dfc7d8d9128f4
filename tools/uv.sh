#!/bin/sh
# Run uv: the one on the path, else one kept in .tools (made on first use).
set -eu
version=0.13.9
if command -v uv >/dev/null 2>&1; then exec uv "$@"; fi
here=$(cd "$(dirname "$0")/.." && pwd)
if [ ! -x "$here/.tools/bin/uv" ]; then
    python3 -c "import ensurepip" 2>/dev/null || sh "$here/tools/system.sh" python3-venv
    python3 -m venv "$here/.tools"
    "$here/.tools/bin/python" -m pip install --quiet --disable-pip-version-check "uv==$version"
fi
exec "$here/.tools/bin/uv" "$@"

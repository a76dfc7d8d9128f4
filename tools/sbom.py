"""`make sbom`: what the program is made of, from the lock file and what is installed: docs/sbom.json and docs/licences.md.

CycloneDX 1.6. Nothing in it depends on the day or the machine, so the same lock gives the same bytes, and a test can tell
whether it is up to date. Only what the program needs to run is listed; what tests and checks need is not shipped.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SBOM, LICENCES = ROOT / "docs" / "sbom.json", ROOT / "docs" / "licences.md"
# What packages say in words of their own, as SPDX has it. By hand, from the licence file that each brings along.
SPDX = {
    "mit license": "MIT", "mit": "MIT", "the mit license": "MIT", "bsd": "BSD-3-Clause", "bsd license": "BSD-3-Clause",
    "apache": "Apache-2.0", "apache 2.0": "Apache-2.0", "apache license 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0", "apache license, version 2.0": "Apache-2.0",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0", "mpl-2.0": "MPL-2.0",
    "python software foundation license": "PSF-2.0", "psf-2.0": "PSF-2.0", "psfl": "PSF-2.0", "lgplv3": "LGPL-3.0-only",
    "zlib/libpng license": "Zlib", "zlib license": "Zlib",
}  # fmt: skip
BY_HAND = {
    # name: (licence, why it is written here)
    "pyrage": ("MIT", "its licence file says so, its metadata nothing"),
    "python-bidi": ("LGPL-3.0-or-later", "its metadata names no version, its licence files do"),
    "sqlcipher3": ("Zlib", "its licence file says so, its metadata nothing; SQLCipher inside it is below"),
    "pyside6-essentials": ("LGPL-3.0-only", "of the three that Qt for Python offers, this one is used"),
    "pyside6-pdf": ("LGPL-3.0-only", "of the three that Qt for Python offers, this one is used"),
    "shiboken6": ("LGPL-3.0-only", "of the three that Qt for Python offers, this one is used"),
}
PUBLIC = "Public Domain"
BUNDLED = (
    # name, version, licence, what it is for: not Python packages, so in no lock
    ("Inter", "4", "OFL-1.1", "letters on screen and paper"),
    ("Atkinson Hyperlegible Next", "2", "OFL-1.1", "letters that are easier to tell apart"),
    ("Noto (fallback letters)", "2", "OFL-1.1", "names in other scripts on paper"),
    ("Lucide", "0", "ISC", "icons"),
    (
        "SQLCipher",
        "4",
        "BSD-3-Clause",
        "encrypts the database; inside sqlcipher3, with SQLite (public domain)",
    ),
    ("Qt", "6.12", "LGPL-3.0-only", "the window; inside PySide6, as libraries that can be exchanged"),
)


def locked() -> dict[str, dict[str, Any]]:
    """Every package of the lock file, by name."""
    with (ROOT / "uv.lock").open("rb") as file:
        return {one["name"]: one for one in tomllib.load(file)["package"]}


def shipped(packages: Mapping[str, dict[str, Any]]) -> list[str]:
    """What the program needs to run, and what that needs: no test and no tool among it."""
    found: set[str] = set()
    known: set[tuple[str, str]] = set()  # package and extra, "" for the package as it is
    wanted = list(_asked(packages["qa-desktop"]["dependencies"]))
    while wanted:
        name, extra = wanted.pop()
        if (name, extra) not in known:
            known.add((name, extra))
            found.add(name)
            needs = packages[name].get("dependencies", ())
            wanted += _asked(
                packages[name].get("optional-dependencies", {}).get(extra, ()) if extra else needs
            )
    return sorted(found)


def _asked(needs: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Each package that is needed, and with which extras: only those count that what ships asks for."""
    for each in needs:
        yield from ((each["name"], extra) for extra in ("", *each.get("extra", ())))


def licence(name: str) -> str:
    """The licence of an installed package as SPDX; "NOASSERTION" where it says none. Not installed here: the same."""
    if name in BY_HAND:
        return BY_HAND[name][0]
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return "NOASSERTION"
    if said := about.get("License-Expression"):
        return str(said)
    plain = (about.get("License") or "").strip()
    if re.fullmatch(r"[A-Za-z0-9.+-]+", plain) and plain.casefold() not in SPDX:
        return plain  # SPDX already, in the field of old
    classes = [
        c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or () if c.startswith("License ::")
    ]
    for words in (plain.partition("\n")[0], *classes):
        if found := SPDX.get(words.strip().casefold()):
            return found
    return classes[0] if classes else "NOASSERTION"


def component(package: Mapping[str, Any]) -> dict[str, Any]:
    name, version = package["name"], package["version"]
    files = [package["sdist"]] if "sdist" in package else []
    files += package.get("wheels", [])
    hashes = sorted({each["hash"].removeprefix("sha256:") for each in files if "hash" in each})
    said = licence(name)
    return {
        "type": "library",
        "bom-ref": f"pkg:pypi/{name}@{version}",
        "name": name,
        "version": version,
        "purl": f"pkg:pypi/{name}@{version}",
        "licenses": _said(said),
        # a wheel for each system: any of these may be what was installed
        "properties": [{"name": "qa:sha256", "value": each} for each in hashes],
    }


def _said(licence: str) -> list[dict[str, Any]]:
    if licence == "NOASSERTION":
        return []
    if licence == PUBLIC:
        return [{"license": {"name": licence}}]
    return [{"expression": licence}] if " " in licence else [{"license": {"id": licence}}]


def bill() -> dict[str, Any]:
    packages = locked()
    names = shipped(packages)
    components = [component(packages[name]) for name in names]
    components += [
        {"type": "data", "bom-ref": f"bundled:{name}", "name": name, "version": version, "description": use,
         "licenses": [{"license": {"id": said}}]}
        for name, version, said, use in BUNDLED
    ]  # fmt: skip
    ours = packages["qa-desktop"]
    needs = [
        {"ref": f"pkg:pypi/{name}@{packages[name]['version']}",
         "dependsOn": sorted({f"pkg:pypi/{each['name']}@{packages[each['name']]['version']}"
                              for each in packages[name].get("dependencies", ())})}
        for name in names
    ]  # fmt: skip
    told = hashlib.sha256(json.dumps(components, sort_keys=True).encode()).digest()
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.UUID(bytes=told[:16], version=5)}",  # of what ships, so that it can be made again
        "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": "qa-desktop", "name": "qa-desktop", "version": ours["version"]}
        },
        "components": components,
        "dependencies": [
            {"ref": "qa-desktop", "dependsOn": sorted(
                f"pkg:pypi/{each['name']}@{packages[each['name']]['version']}" for each in ours["dependencies"])},
            *needs,
        ],
    }  # fmt: skip


def table(made: Mapping[str, Any]) -> str:
    """docs/licences.md: the same for people."""
    rows = [
        "# What this program is made of",
        "",
        "Made by `make sbom` from `uv.lock` and what is installed; do not edit. The same for machines, with the SHA-256",
        "of every wheel: [sbom.json](sbom.json) (CycloneDX 1.6). Python itself is under the PSF licence, and the SQLite",
        "inside SQLCipher is in the public domain.",
        "",
        "| What | Version | Licence |",
        "| --- | --- | --- |",
    ]
    for one in made["components"]:
        said = next(iter(one["licenses"]), {})
        held = said.get("license", {})
        words = said.get("expression") or held.get("id") or held.get("name") or "not said: see its own files"
        rows.append(f"| {one['name']} | {one['version']} | {words} |")
    rows += ["", *(f"{name}: {why}." for name, (_, why) in sorted(BY_HAND.items())), ""]
    return "\n".join(rows)


def texts() -> dict[Path, str]:
    made = bill()
    return {
        SBOM: json.dumps(made, indent=1, sort_keys=True, ensure_ascii=False) + "\n",
        LICENCES: table(made),
    }


def main(argv: list[str]) -> int:
    """`--check`: say what is out of date, write nothing."""
    old = [path for path, text in texts().items() if not path.is_file() or path.read_text("utf-8") != text]
    if "--check" in argv:
        for path in old:
            print(f"{path.relative_to(ROOT)} is out of date. Run `make sbom`.", file=sys.stderr)
        return 1 if old else 0
    for path, text in texts().items():
        path.write_text(text, "utf-8")
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

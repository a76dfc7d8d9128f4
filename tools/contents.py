"""What goes into the built program: read by pyinstaller.spec, and by a test that says at once what was forgotten.

Only lists, and functions that make lists of what is there: the test runs in every `make test`, a build does not.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata
from pathlib import Path, PurePath

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from qa_desktop import VERSION, manual  # noqa: E402
from tools import sbom  # noqa: E402

NAME, TITLE = "qa-desktop", "Has the Help Helped?"
WINDOW, CONSOLE = NAME, f"{NAME}-cli"  # the same program; only the second has a console on Windows
IDENTIFIER = (
    "uk.qa-desktop"  # of the application on macOS; never another, or an update is a second application
)
PACKAGES = ("db", "qa_desktop", "ui")
LICENCES = "licences"  # folder in the built program

# Of the libraries, what is loaded by a name made while running, where no build tool can see it.
# reportlab's barcodes and sqlite-utils' command line are left out: nothing of ours asks for them.
LATE = ("reportlab.rl_settings", "pyhanko.pdf_utils.font", "openpyxl.cell._writer", "sqlite_utils")

# Loaded by some library where it is there, and needed by nothing of ours: not in the build environment, or not wanted.
LEFT_OUT = (
    "PySide6.QtNetwork",  # the window speaks to nobody; QtPdf links the library of that name, and gets it
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "PySide6.QtQuickWidgets",
    "PySide6.QtSql",
    "PySide6.QtOpenGL",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtDesigner",
    "PySide6.QtHelp",
    "PySide6.QtTest",
    "PySide6.QtUiTools",
    "PySide6.QtXml",
    "tkinter",
    "pip",
    "setuptools",
    "pytest",
    "duckdb",  # for the service's analysts, beside the program: see `export`
    "IPython",
    "numpy",
    "pandas",
    "matplotlib",
    "scipy",
)

# Of Qt's own files, by the beginning of the name after its folder. Everything else of Qt is left where it is.
QT_PLUGINS = {
    "platforms": ("qxcb", "qwayland", "qoffscreen", "qminimal.", "qwindows", "qcocoa", "qdirect2d"),
    "platformthemes": (
        "qxdgdesktopportal",
    ),  # the system's own file dialogs; GTK would bring a second toolkit
    "platforminputcontexts": (
        "composeplatform",
        "ibusplatform",
    ),  # not the keyboard on screen: it is made of QML
    "imageformats": ("qico", "qjpeg", "qsvg", "qgif", "qpdf"),
    "iconengines": ("qsvgicon",),
    "styles": ("qmodernwindowsstyle", "qmacstyle", "qwindowsvistastyle"),
    "printsupport": ("cupsprintersupport", "windowsprintersupport", "cocoaprintersupport"),
    "xcbglintegrations": (),  # our widgets are drawn without OpenGL
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("adwaita", "bradient"),
    "wayland-graphics-integration-client": (),
    "generic": (),
    "egldeviceintegrations": (),
    "networkinformation": (),
    "tls": (),
    "sqldrivers": (),
    "qmltooling": (),
    "designer": (),
    "vectorimageformats": (),
    "wayland-graphics-integration-server": (),
}


def modules() -> list[str]:
    """Every module of ours: screens are loaded by a name in a table, so all are named."""
    found = []
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return found


def data() -> list[tuple[str, str]]:
    """(file, folder in the program) of everything that is read and no code: all of resources/, the user guides with
    their pictures, and who it is by."""
    content = [path for path in sorted((ROOT / "resources").rglob("*")) if path.is_file() and not _made(path)]
    guides = [ROOT / "docs" / name for name in manual.PAGES]
    kept = [*content, *guides, *sorted((ROOT / "docs" / "pictures").glob("*.png"))]
    found = [(str(path), path.relative_to(ROOT).parent.as_posix()) for path in kept]
    return [*found, (str(sbom.LICENCES), "docs"), (str(sbom.SBOM), "docs"), *licence_texts()]


def _made(path: Path) -> bool:
    """Left behind by an editor or the file manager, or read by translators alone: not content."""
    return path.name.startswith(".") or path.suffix in (".orig", ".bak", ".tmp", ".ts")


def licence_texts() -> Iterator[tuple[str, str]]:
    """The licence files that each package brought along, in a folder for each."""
    for name in sbom.shipped(sbom.locked()):
        try:
            about = metadata.distribution(name)
        except metadata.PackageNotFoundError:  # for another system than this one
            continue
        for file in about.files or ():
            if is_licence(file):
                yield str(about.locate_file(file)), f"{LICENCES}/{name}"


def is_licence(file: PurePath) -> bool:
    """Whether a file of an installed package is its licence: beside its metadata, and named like one."""
    inside = any(part.endswith(".dist-info") for part in file.parts)
    words = ("LICEN", "COPYING", "NOTICE", "AUTHORS")
    return inside and file.suffix != ".yml" and any(word in file.name.upper() for word in words)


def wanted(destination: str) -> bool:
    """Whether a file that PyInstaller found for Qt goes in. `destination`: its path in the built program."""
    parts = PurePath(destination.replace("\\", "/")).parts
    if "PySide6" not in parts:
        return True
    if "qml" in parts or ("translations" in parts and parts[-1] not in qt_words()):
        return False
    if "plugins" not in parts:
        return True
    kind = parts[parts.index("plugins") + 1]
    return kind not in QT_PLUGINS or parts[-1].removeprefix("lib").startswith(QT_PLUGINS[kind])


def qt_words() -> set[str]:
    """What Qt itself says, in the languages that the program has."""
    ours = (ROOT / "resources" / "languages").glob("qa_desktop_*.qm")
    return {path.name.replace("qa_desktop", "qtbase") for path in ours}


File = tuple[str, str, str]  # as PyInstaller lists them: path in the program, path here, kind


def picked(found: Iterable[File]) -> list[File]:
    """PyInstaller's list of files without those that are not wanted."""
    return [each for each in found if wanted(each[0])]


def needed(found: Iterable[File], asks: Callable[[str], Iterable[str]]) -> list[File]:
    """The list without the libraries, Qt's own and this computer's, that nothing in it asks for any more.

    What was left out of Qt has brought libraries along: GTK alone brings twenty. `asks`: the file names of the libraries
    that a file is linked with.
    """
    files = list(found)
    links = [each for each in files if each[2] == SYMLINK]
    kept = [each for each in files if each[2] != SYMLINK and not _is_loose(each[0])]
    loose: dict[str, list[File]] = {}
    for each in files:
        if each[2] != SYMLINK and _is_loose(each[0]):
            loose.setdefault(PurePath(each[0]).name.casefold(), []).append(each)
    waiting = list(kept)
    while waiting:
        _, source, kind = waiting.pop()
        asked = asks(source) if kind in CODE else ()
        for name in sorted({PurePath(one).name.casefold() for one in asked}):
            reached = loose.pop(name, [])
            kept += reached
            waiting += reached
    there = {each[0] for each in kept}
    return kept + [each for each in links if (PurePath(each[0]).parent / each[1]).as_posix() in there]


# PyInstaller's words for what a file is. The second part of a link is what it points to.
CODE, SYMLINK = ("BINARY", "EXTENSION"), "SYMLINK"
_LOOSE = re.compile(r"(PySide6/)?lib[^/]*\.so[.0-9]*|PySide6/Qt6[^/]*\.dll|PySide6/Qt/lib/.*", re.IGNORECASE)


def _is_loose(destination: str) -> bool:
    """A library that is there only because something else needs it."""
    name = destination.replace("\\", "/")
    return _LOOSE.fullmatch(name) is not None and not name.startswith("libpython")


def version_numbers() -> tuple[int, int, int, int]:
    """As Windows wants it: four numbers."""
    one, two, three = (int(part) for part in VERSION.split("."))
    return one, two, three, 0


def windows_version(program: str) -> str:
    """What the Properties of the program say on Windows, in the words of PyInstaller's version files."""
    numbers = version_numbers()
    told = {
        "CompanyName": TITLE,
        "FileDescription": TITLE,
        "FileVersion": VERSION,
        "InternalName": program,
        "OriginalFilename": f"{program}.exe",
        "ProductName": TITLE,
        "ProductVersion": VERSION,
    }
    rows = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in told.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004,"
        " fileType=1, subtype=0, date=(0, 0)), kids=["
        f"StringFileInfo([StringTable('080904B0', [{rows}])]), VarFileInfo([VarStruct('Translation', [2057, 1200])])])\n"
    )


# What macOS is told of a `.qabundle`: its name, its icon, and that this program opens it.
MACOS_INFO = {
    "CFBundleDisplayName": TITLE,
    "CFBundleShortVersionString": VERSION,
    "NSHighResolutionCapable": True,
    "LSMinimumSystemVersion": "13.0",
    "CFBundleDocumentTypes": [
        {
            "CFBundleTypeName": "Pack or return file",
            "CFBundleTypeRole": "Viewer",
            "LSHandlerRank": "Owner",
            "LSItemContentTypes": [f"{IDENTIFIER}.bundle"],
        }
    ],
    "UTExportedTypeDeclarations": [
        {
            "UTTypeIdentifier": f"{IDENTIFIER}.bundle",
            "UTTypeDescription": "Pack or return file",
            "UTTypeConformsTo": ["public.data"],
            "UTTypeTagSpecification": {
                "public.filename-extension": ["qabundle"],
                "public.mime-type": ["application/x-qabundle"],
            },
        }
    ],
}

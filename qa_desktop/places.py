"""Where a profile may live: on this laptop only, in no folder that is copied to a cloud or lies on a server.

A database that another program copies while it is open is soon a damaged one, and families' details belong on no server
that nobody agreed to. Names are judged as they stand, of Windows, macOS and Linux alike, so that the rule can be tested
anywhere; what the machine itself knows (which drives are on the network, where OneDrive is) is asked besides.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from qa_desktop.errors import NotAllowed
from qa_desktop.world import default_data_dir, environment

SYNCED = (  # the start of a folder's name, in small letters; OneDrive's goes on with “ - Name of the council”
    "onedrive", "dropbox", "google drive", "googledrive", "my drive", "icloud", "com~apple~clouddocs",
    "mobile documents", "box sync", "nextcloud", "owncloud", "sync.com", "pcloud", "syncthing", "sharepoint",
    "seafile", "cloudstorage", "creative cloud files", "tresorit",
)  # fmt: skip
EXACT = frozenset(
    {"box", "mega", "sync"}
)  # only as whole names in somebody's own folder: “Megan” is nobody's cloud
NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "davfs", "fuse.davfs2", "afpfs",
                     "webdav", "fuse.rclone", "fuse.gvfsd-fuse"})  # fmt: skip
VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")  # where Windows says that OneDrive is
REMOTE_DRIVE = 4  # what GetDriveTypeW says of a drive on the network


def refuse(folder: Path) -> None:
    """Raises NotAllowed, with the reason and a place that will do, where a profile may not live in this folder."""
    whole = folder.expanduser().absolute()
    for path in {str(whole), str(whole.resolve())}:
        if why := unfit(path, environment()) or _on_network(path):
            raise NotAllowed(
                f"{folder} {why}, so no work is kept there: it could be damaged or seen by others. Choose a folder "
                f"that stays on this laptop, such as {default_data_dir()}."
            )


def unfit(path: str, environment: Mapping[str, str]) -> str:
    """Why a folder of this name is no place for a profile; "" where the name says nothing against it."""
    plain = path.replace("\\", "/")
    if plain.startswith("//") and not re.match(
        r"//[?.]/[A-Za-z]:/", plain
    ):  # \\?\C:\ is a drive of this machine
        return "is on a server on the network"
    if re.match(r"/run/user/\d+/gvfs/|/net/|/Network/", plain):
        return "is on a server on the network"
    parts = plain.split("/")
    for at, part in enumerate(parts):
        own = at > 1 and parts[at - 2].casefold() in ("users", "home")
        if _synced(part.casefold().strip(), own):
            return f"is in a folder that is copied to a cloud or a server ({part})"
    for variable in VARIABLES:
        root = environment.get(variable, "").replace("\\", "/").rstrip("/").casefold()
        if root and f"{plain.casefold()}/".startswith(f"{root}/"):
            return "is in a folder that is copied to a cloud or a server (OneDrive)"
    if re.search(r"/appdata/roaming(/|$)", plain.casefold()):
        return "is in a folder that is copied to a server when you sign out (Roaming)"
    return ""


def _synced(part: str, own: bool) -> bool:
    return (own and part in EXACT) or any(part.startswith(word) for word in SYNCED)


def _on_network(path: str) -> str:
    """What the machine itself says of the drive."""
    told = _windows_drive(path) if sys.platform == "win32" else _mounted(path, _mounts())
    return "is on a drive on the network" if told else ""


def _windows_drive(path: str) -> bool:
    import ctypes

    drive = os.path.splitdrive(path)[0]
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  only there on Windows
    return bool(drive) and kernel.GetDriveTypeW(f"{drive}\\") == REMOTE_DRIVE


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text("utf-8", "replace")
    except OSError:
        return ""  # not Linux: names are all we have


def _mounted(path: str, mounts: str) -> bool:
    """Whether the drive that this path is on, the one with the longest name, is a share on the network."""
    best, kind = "", ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) > 2:
            at = parts[1].replace("\\040", " ")
            inside = path == at or path.startswith(at.rstrip("/") + "/")
            if inside and len(at) >= len(best):
                best, kind = at, parts[2]
    return kind in NETWORK

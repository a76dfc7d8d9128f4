"""A profile lives on the laptop: in no cloud folder, on no server, whatever the system calls them."""

from __future__ import annotations

from pathlib import Path

import pytest

from qa_desktop import places, profiles
from qa_desktop.errors import NotAllowed
from qa_desktop.workspace import Me
from qa_desktop.world import default_data_dir
from tests.conftest import PASSPHRASE, QUICK, made_up_world

CLOUD = (
    r"C:\Users\priya\OneDrive - Example Council\QA", r"C:\Users\priya\OneDrive\Documents\QA",
    r"D:\Dropbox (Example)\QA", r"C:\Users\priya\Dropbox\QA", r"G:\My Drive\QA", r"C:\Users\priya\Google Drive\QA",
    r"C:\Users\priya\iCloudDrive\QA", "/Users/priya/Library/Mobile Documents/com~apple~CloudDocs/QA",
    "/Users/priya/Library/CloudStorage/OneDrive-ExampleCouncil/QA", "/Users/priya/Dropbox/QA",
    "/home/priya/Nextcloud/QA", r"C:\Users\priya\Box\QA", r"C:\Users\priya\Box Sync\QA", "/home/priya/MEGA/QA",
    r"C:\Users\priya\SharePoint\Team - Documents\QA", r"\\?\C:\Users\priya\OneDrive\QA",
)  # fmt: skip
SERVER = (
    r"\\server\share\QA", "//server/share/QA", r"\\?\UNC\server\share\QA", r"\\wsl$\Debian\home\QA",
    "/run/user/1000/gvfs/smb-share:server=x/QA", "/net/server/QA", "/Network/Servers/x/QA",
)  # fmt: skip
FINE = (
    r"C:\Users\priya\AppData\Local\HasTheHelpHelped", r"C:\Users\megan\Desktop\QA", r"C:\Toolbox\QA", "/home/boxer/QA",
    "/Users/priya/Library/Application Support/HasTheHelpHelped", "/home/priya/.local/share/has-the-help-helped",
    r"D:\QA", r"\\?\C:\QA", "/home/priya/async/QA", r"C:\Users\priya\Roaming notes\QA", "/box/QA", "/srv/sync/QA",
)  # fmt: skip


@pytest.mark.parametrize("path", CLOUD)
def test_a_folder_that_is_copied_to_a_cloud_is_told_by_its_name(path):
    assert "copied to a cloud" in places.unfit(path, {})


@pytest.mark.parametrize("path", SERVER)
def test_a_folder_on_a_server_is_told_by_its_name(path):
    assert places.unfit(path, {}) == "is on a server on the network"


@pytest.mark.parametrize("path", FINE)
def test_a_folder_on_the_laptop_will_do(path):
    assert places.unfit(path, {}) == ""


def test_a_roaming_folder_and_a_onedrive_of_another_name_are_told_too():
    assert "when you sign out" in places.unfit(r"C:\Users\priya\AppData\Roaming\QA", {})
    moved = {"OneDriveCommercial": r"D:\Work files"}
    assert "(OneDrive)" in places.unfit(r"D:\work files\QA", moved)
    assert places.unfit(r"D:\Work files elsewhere\QA", moved) == ""


@pytest.mark.parametrize(
    ("path", "far"),
    [("/mnt/share/qa", True), ("/mnt/share", True), ("/mnt/shared/qa", False), ("/mnt/share/local/qa", False),
     ("/home/qa", False), ("/mnt/two words/qa", True)],
)  # fmt: skip
def test_a_drive_on_the_network_is_told_by_what_is_mounted(path, far):
    mounts = (
        "/dev/sda1 / ext4 rw 0 0\n//server/share /mnt/share cifs rw 0 0\n/dev/sdb1 /mnt/share/local ext4 rw 0 0\n"
        "host:/x /mnt/two\\040words nfs4 rw 0 0\nnonsense\n"
    )
    assert places._mounted(path, mounts) is far


def test_the_refusal_says_why_and_where_to_put_it_and_makes_nothing(tmp_path):
    folder = tmp_path / "OneDrive - Example Council" / "QA"
    me = Me("A01", "Priya Nair", "team_manager", "South FST", "Example Council")
    with pytest.raises(NotAllowed) as refused:
        profiles.create(made_up_world(folder), me, PASSPHRASE, cost=QUICK)
    assert "copied to a cloud or a server (OneDrive - Example Council)" in str(refused.value)
    assert str(default_data_dir()) in str(refused.value) and not folder.parent.exists()


def test_a_short_cut_into_a_cloud_folder_is_followed(tmp_path):
    real = tmp_path / "Dropbox"
    real.mkdir()
    link = tmp_path / "work"
    link.symlink_to(real)
    with pytest.raises(NotAllowed, match="copied to a cloud"):
        places.refuse(link / "QA")
    places.refuse(Path(tmp_path / "plain"))

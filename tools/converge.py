"""Shows that the order of arrival changes nothing: the same returns, in other orders, twice each, and as PDFs.

Plays a demonstration up to the returns, copies the practice lead's profile as it stood before any import, and
takes everything in again and again. Ends with 1 if any two `state_digest`s differ.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from qa_desktop import demo, import_plans, imports, profiles, soundness  # noqa: E402
from qa_desktop.world import World  # noqa: E402

ORDERS = 6


def digest_after(played: demo.Played, folder: Path, files: list[Path], one_by_one: bool) -> str:
    """The state of a fresh copy of the practice lead's profile after taking these files in."""
    shutil.copytree(played.central, folder)
    ws = profiles.open_workspace(World.real(folder), demo.PASSPHRASE)
    try:
        for batch in [[file] for file in files] if one_by_one else [files]:
            imports.take_in(ws, import_plans.plan_files(ws, batch), back_up=False)
        assert not soundness.unsound(ws)
        return soundness.state_digest(ws)
    finally:
        ws.close()


def main() -> int:
    rng = Random(7)
    digests = set()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        played = demo.play(folder / "demo", World.real, seed=7, auditors=3, cases=6, until="returns")
        sets = {"bundles": list(played.returns), "PDFs": list(played.pdfs)}
        sets["both, mixed"] = [*played.returns, *played.pdfs]
        for words, files in sets.items():
            for n in range(ORDERS):
                order = [*files, *files]
                rng.shuffle(order)
                one_by_one = n % 2 == 0
                found = digest_after(played, folder / f"{words}-{n}", order, one_by_one)
                digests.add(found)
                print(
                    f"{words:12} order {n + 1}, twice each, {'one by one' if one_by_one else 'together':10} {found}"
                )
    print("One and the same state." if len(digests) == 1 else f"{len(digests)} different states.")
    return 0 if len(digests) == 1 else 1


if __name__ == "__main__":
    sys.exit(main())

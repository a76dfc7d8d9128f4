"""A profile built again from a folder alone: signed PDFs, bundles that were kept, and the key file.

Everything that counts is an entry and every entry travels, so importing what was kept gives the same ledger. What
cannot come back is what was never signed or never sent: drafts, and this laptop's own lists of what came and went.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qa_desktop import (
    bundles,
    files,
    import_plans,
    imports,
    key_file,
    keys,
    ledger,
    packs,
    people,
    profiles,
    retention,
    soundness,
    trail,
)
from qa_desktop.errors import FileRefused, NotAllowed
from qa_desktop.workspace import OnCommit, Tell, Workspace, nothing, quiet
from qa_desktop.world import World

READ = (bundles.BUNDLE_SUFFIX, ".pdf")


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of it. `left_out`: files that were not taken in, each with the reason."""

    files: int
    entries: int
    left_out: tuple[tuple[str, str], ...]
    missing: dict[str, list[int]]  # laptop's log -> numbers of entries that are in no file
    state_digest: str


def keep_copy(ws: Workspace, folder: Path, tell: Tell = quiet) -> packs.Written:
    """A bundle, locked to this profile itself, of every entry that no earlier one holds: what `rebuild` reads.

    Raises NotAllowed where there is nothing new, or where nobody has admitted this person yet.
    """
    person = people.everyone(ws).get(ws.me.code)
    if person is None or not person.age:
        raise NotAllowed("You have not been admitted yet, so there is no key to lock a copy with.")
    before = {d for row in ws.store.exports() if _own(ws, row.kind, row.receiver) for d in row.digests}
    rows = [r for r in ws.store.entries() if r.kind not in ledger.BOOKKEEPING and r.digest not in before]
    if not rows:
        raise NotAllowed("Every entry is in a copy that was made before, so none was made now.")
    name = files.safe_name(f"copy {ws.me.code} {ws.store.next_export_number()}")
    return packs.send(ws, "archive", rows, person, folder, name, tell)


def _own(ws: Workspace, kind: str, receiver: str) -> bool:
    return kind == "archive" and receiver == ws.me.code


def key_file_in(folder: Path) -> Path:
    """The one key file in a folder. Raises FileRefused where there is none, or more than one."""
    found = sorted(folder.rglob(f"*{key_file.SUFFIX}")) if folder.is_dir() else []
    if len(found) != 1:
        many = "more than one key file" if found else "no key file"
        raise FileRefused(
            f"There is {many} in {folder}, so nothing was built. Put exactly the right one there."
        )
    return found[0]


def rebuild(
    world: World,
    folder: Path,
    recovery_key: str,
    passphrase: str,
    cost: keys.Cost | None = None,
    tell: Tell = quiet,
    on_commit: OnCommit = nothing,
) -> tuple[Workspace, Rebuilt, str]:
    """Make a new profile at `world.data_dir` of what is in `folder`, with a new passphrase.

    Returns it, what came of it, and its new recovery key. It goes on under a new log, as after any restore: two
    laptops can never write the same line. Raises FileRefused, WrongPassphrase, NotAllowed; nothing is left then.
    """
    path = key_file_in(folder)
    held = key_file.read(files.read_bounded(path, key_file.MAX_FILE), recovery_key, path.name)
    paths = sorted(
        (p for p in folder.rglob("*") if p.suffix.lower() in READ and p.is_file()),
        key=lambda p: (p.suffix.lower() == ".pdf", p),  # a bundle may bring the root that a PDF hangs on
    )
    if not paths:
        raise FileRefused(f"There is no bundle and no PDF in {folder}, so nothing was built.")
    if held.keys.get("root") is None:
        raise FileRefused(
            f"{path.name} was made before anybody was admitted, so it can open nothing. Enrol anew."
        )
    ws, recovery = profiles.create(world, held.me, passphrase, on_commit, cost, root=held.keys["root"])
    try:
        with ws.write():
            for name, value in held.keys.items():
                ws.keep(name, value)
            ws.keep("age_secret", held.age_secret)
            ws.keep("age_recipient", held.age_recipient)
            trail.note(ws, "rebuilt", files=len(paths))
        return ws, _take_all(ws, paths, tell), recovery
    except BaseException:
        profiles.discard(ws)
        raise


def _take_all(ws: Workspace, paths: list[Path], tell: Tell) -> Rebuilt:
    plans = import_plans.plan_files(ws, paths, tell)
    imports.take_in(ws, plans, back_up=False)
    with ws.write():
        people.adopt_certificate(ws)
        retention.apply(ws)
    retention.settle(ws)
    left = tuple((p.name, p.words) for p in plans if p.status == "not_safe")
    taken = [p for p in plans if p.status != "not_safe"]
    return Rebuilt(
        len(taken), len(ws.store.digests()), left, soundness.missing(ws), soundness.state_digest(ws)
    )

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from db import backup
from db.errors import Damaged, NotSaved, StoreError
from db.store import Store
from tests.db.made_up import KEY, answer_of, digest, entry

FLIPS = 200
PAGE = 4096  # bytes


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A database with something in every part."""
    path = tmp_path_factory.mktemp("whole") / "qa.sqlite"
    with closing(Store(path, KEY)) as store:
        rows = [entry(f"n{n}", doc=f"d{n % 90}", seq=n, body=b"x" * 1500) for n in range(120)]
        store.put_entries(rows)
        store.put_answers(map(answer_of, rows))
        store.put_draft("d", "t", b"y" * 9000, "")
    return path.read_bytes()


def noticed(path: Path, content: bytes) -> bool:
    """Refused when opened, or found by the checks."""
    path.write_bytes(content)
    try:
        with closing(Store(path, KEY)) as store:
            return bool(store.problems())
    except StoreError:
        return True


def test_a_whole_file_has_no_problems(path: Path, whole: bytes) -> None:
    assert not noticed(path, whole)


def test_every_flipped_bit_is_noticed(path: Path, whole: bytes) -> None:
    chance = random.Random(20)
    for _ in range(FLIPS):
        place, bit = chance.randrange(len(whole)), chance.randrange(8)
        content = bytearray(whole)
        content[place] ^= 1 << bit
        assert noticed(path, bytes(content)), f"bit {bit} of byte {place} of {len(whole)}"


def cuts(size: int) -> Iterator[int]:
    chance = random.Random(21)
    yield from (0, 1, 15, 16, 100, PAGE - 1, PAGE, PAGE + 1, size - PAGE, size - 1)
    yield from (PAGE * chance.randrange(1, size // PAGE) for _ in range(20))
    yield from (chance.randrange(size) for _ in range(20))


def test_every_cut_is_noticed(path: Path, whole: bytes) -> None:
    assert [cut for cut in cuts(len(whole)) if not noticed(path, whole[:cut])] == []


def test_swapped_and_blanked_pages_are_noticed(path: Path, whole: bytes) -> None:
    chance = random.Random(22)
    for _ in range(20):
        a, b = (PAGE * n for n in chance.sample(range(1, len(whole) // PAGE), 2))
        swapped, blank = bytearray(whole), bytearray(whole)
        swapped[a : a + PAGE], swapped[b : b + PAGE] = whole[b : b + PAGE], whole[a : a + PAGE]
        blank[a : a + PAGE] = bytes(PAGE)
        assert noticed(path, bytes(swapped)) and noticed(path, bytes(blank)), (a, b)


def test_each_damaged_page_is_named(path: Path, whole: bytes) -> None:
    content = bytearray(whole)
    for page in (8, 12, 30):
        content[page * PAGE] ^= 1
    path.write_bytes(content)
    with closing(Store(path, KEY)) as store:
        found = " ".join(store.problems())
    assert all(f"page {page + 1}" in found for page in (8, 12, 30)), found


def test_a_log_of_another_database_is_noticed(path: Path, tmp_path: Path, whole: bytes) -> None:
    other = tmp_path / "other.sqlite"
    with closing(Store(other, KEY)) as store:
        store.put_entries([entry("strange", body=b"z" * 50_000)])
        log = Path(f"{other}-wal").read_bytes()
    assert len(log) > PAGE
    Path(f"{path}-wal").write_bytes(log)
    assert noticed(path, whole)


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("DELETE FROM arrivals", "no word of how they came"),
        ("UPDATE arrivals SET import_id = 'i9'", "unknown import"),
        ("DELETE FROM drafts", "no draft"),
        ("DELETE FROM entries", "points at a missing row of entries"),
    ],
)
def test_rows_that_lost_their_other_half_are_found(store: Store, sql: str, words: str) -> None:
    row = entry("a", replaces=("b",))
    store.put_entries([row])
    store.put_answers([answer_of(row)])
    store.put_draft("d", "t", b"", "")
    store.push_step("d", "q", None, "1")
    assert store.problems() == []
    store._conn.execute("PRAGMA foreign_keys = OFF")
    store._conn.execute(sql)
    assert any(words in problem for problem in store.problems()), store.problems()


def each_spoiled(path: Path) -> Iterator[int]:
    """One page after the other but the first goes bad, by one bit, while the others are whole."""
    content = path.read_bytes()
    for page in range(1, len(content) // PAGE):
        spoiled = bytearray(content)
        spoiled[page * PAGE + 50] ^= 1
        path.write_bytes(spoiled)
        yield page


def test_the_end_of_a_long_value_that_went_bad_is_noticed_when_it_is_read(path: Path) -> None:
    """SQLCipher hands out zeros for such a page, and no error: what was read would be used."""
    with closing(Store(path, KEY)) as store:
        store.put_entries([entry("long", body=b"x" * 6000)])
        store.put_draft("draft", "t", b"y" * 6000, "")
        store.push_step("draft", "q", "b" * 6000, None)
        store.put_setting("list", b'["' + b"z" * 6000 + b'"]')
    silent = 0
    for page in each_spoiled(path):
        try:
            with closing(Store(path, KEY)) as store:
                for read in (
                    lambda s: s.entry(digest("long")).body == b"x" * 6000,
                    lambda s: s.draft("draft").body == b"y" * 6000,
                    lambda s: s.draft_steps("draft")[0].before == "b" * 6000,
                    lambda s: s.setting("list") == b'["' + b"z" * 6000 + b'"]',
                ):
                    try:
                        assert read(store), page
                    except Damaged:
                        silent += 1
                with pytest.raises(Damaged):
                    store.compact()
                with pytest.raises(Damaged):
                    backup.copy(store, path.with_name("copy.sqlite"))
        except StoreError:
            continue
    assert silent >= 4


def test_a_long_value_that_went_bad_is_not_replaced_and_says_why(path: Path) -> None:
    """SQLCipher reports the commit as out of memory, which Python raises as MemoryError."""
    with closing(Store(path, KEY)) as store:
        store.put_setting("list", b'["' + b"z" * 6000 + b'"]')
    refused = 0
    for _ in each_spoiled(path):
        try:
            with closing(Store(path, KEY)) as store:
                try:
                    store.put_setting("list", b"[]")
                except NotSaved:
                    refused += 1
                    with pytest.raises(StoreError):
                        store.setting("list")
        except StoreError:
            continue
    assert refused == 1

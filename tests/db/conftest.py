"""A key, and stores that are closed again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from db.store import Store
from tests.db.made_up import KEY

Open = Callable[..., Store]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "qa.sqlite"


@pytest.fixture
def store() -> Iterator[Store]:
    with closing(Store(":memory:", KEY)) as store:
        yield store


@pytest.fixture
def opened(path: Path) -> Iterator[Open]:
    """Opens the file at `path` as often as asked."""
    with ExitStack() as stack:

        def open_it(**more: object) -> Store:
            return stack.enter_context(closing(Store(path, KEY, **more)))

        yield open_it

"""An opened profile: the store, the world and who is working. Every verb takes one as its first argument."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from db.errors import Busy, Damaged, DiskFull, Locked, NewerDatabase, StoreError, WrongKey
from db.store import Store
from qa_desktop import canonical, entries, files, identity, keys, made_up, succession
from qa_desktop.errors import CannotOpen, DamagedProfile, FileRefused, NotAllowed, WriteFailed
from qa_desktop.world import World, stamp

Tell = Callable[[int, int], None]
"""Long verbs take `tell(done, total)` last. It may raise errors.Cancelled."""

OnCommit = Callable[[frozenset[str]], None]
DATABASE, VAULT = "profile.sqlite", "vault.json"
RECEIPTS = ".receipts"  # ends the name of a chain that holds receipts only
MAX_VAULT = 64 * 1024  # bytes


def quiet(done: int, total: int) -> None:
    """The `tell` for when nobody is watching."""


def nothing(tables: frozenset[str]) -> None:
    """The `on_commit` for when nobody is listening."""


@dataclass(frozen=True, slots=True)
class Me:
    """Who this profile belongs to."""

    code: str
    name: str
    role: str
    team: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Workspace:
    store: Store
    world: World
    me: Me
    _key: bytes = field(repr=False)
    reading: bool = False  # what could be read of a damaged profile (`rescue`): nothing can be changed

    def close(self) -> None:
        self.store.close()

    def again(self, on_commit: OnCommit = nothing) -> Workspace:
        """The same profile on a connection of its own, for another thread."""
        if self.reading:
            assert self.store.path is not None
            store = Store(self.store.path, self._key, on_commit)
            store.only_read()
        else:
            store = open_store(self.world, self._key, on_commit)
        return Workspace(store, self.world, self.me, self._key, self.reading)

    # What the profile keeps for itself

    def text(self, name: str) -> str | None:
        value = self.store.setting(name)
        return None if value is None else value.decode()

    def keep(self, name: str, value: str | bytes | None) -> None:
        self.store.put_setting(name, value.encode() if isinstance(value, str) else value)

    @property
    def log(self) -> str:
        """The name of this laptop's chain of entries."""
        found = self.text("log")
        assert found is not None
        return found

    @property
    def receipts_log(self) -> str:
        """The name of this laptop's other chain, which holds receipts only (`receipt_entries`)."""
        return f"{self.log[:70]}{RECEIPTS}"

    @property
    def age_secret(self) -> str:
        found = self.text("age_secret")
        assert found is not None
        return found

    def roots(self) -> tuple[bytes, ...]:
        """Certificates (DER) of the service whose signatures count here, newest first; one, until it is renewed."""
        return self.lineage().roots

    def lineage(self, more: Iterable[bytes] = ()) -> succession.Lineage:
        """The same, with what still counts of those that were replaced. `more`: successions that are not here yet."""
        return succession.view(self.store, self.store.setting("root"), more)

    def trust(self, root: bytes, instead: bool = False) -> None:
        """Take this service's certificate as the one that counts. `instead`: a person made sure that it replaces the
        one in place. Raises NotAllowed if that of another service is in place."""
        if root in (here := self.roots()) and not instead:
            return
        if here and not instead:
            raise NotAllowed(
                "This profile already belongs to another service, so the certificate was not taken in."
            )
        made_up.refuse_certificate(self.me.organisation, root, "This certificate")
        with self.write():
            self.keep("root", root)  # what the chain is followed from

    def signer(self) -> identity.Signer:
        """Raises NotAllowed until the practice lead has admitted this person."""
        certificate = self.store.setting("certificate")
        key = self.store.setting("signing_key")
        if certificate is None or key is None:
            raise NotAllowed(
                "You cannot sign yet: send your request file to your practice lead, then import the pack that comes back."
            )
        chain = tuple(identity.from_der(root) for root in self.roots())
        return identity.Signer(
            identity.key_from_der(key), identity.from_der(certificate), chain, self.me.name
        )

    def check_passphrase(self, passphrase: str) -> bool:
        return keys.check_passphrase(vault_bytes(self.world.data_dir), passphrase)

    def lock(self, purpose: str, data: bytes) -> bytes:
        """For a small file beside the database: locked with this profile's key, for one purpose."""
        return keys.lock(self._key, purpose, data)

    def unlock(self, purpose: str, data: bytes) -> bytes:
        """What `lock` was given. Raises InvalidTag or ValueError where it is not exactly that."""
        return keys.unlock(self._key, purpose, data)

    @contextmanager
    def write(self) -> Iterator[None]:
        """All or nothing, on disk when it returns. Raises WriteFailed, and then nothing was changed; NotAllowed where
        this is only what could be read of a damaged profile."""
        if self.reading:
            raise NotAllowed(
                "This profile is damaged and open to be read only, so nothing was changed. Go back to a backup to work on."
            )
        try:
            with self.store.write():
                yield
        except DiskFull as error:
            raise WriteFailed(
                "Not saved: the disk is full. Keep this window open, free some space and try again."
            ) from error
        except Busy as error:
            raise WriteFailed("Not saved: the profile was busy. Try again in a moment.") from error
        except StoreError as error:
            raise WriteFailed(f"Not saved: {error} Keep this window open and try again.") from error

    # The ledger

    def seal(
        self,
        kind: str,
        doc: str,
        body: Mapping[str, Any] | bytes,
        replaces: tuple[str, ...] = (),
        about: str | None = None,
        template: str | None = None,
        signer: identity.Signer | None = None,
        log: str | None = None,
    ) -> str:
        """Write one entry into the ledger, once and for ever. Returns its digest. Call inside `write()`.

        `signer`: somebody else who signs on this laptop (`guests`); without, the person whose profile it is.
        `log`: another chain of this laptop than its usual one.
        """
        signer = signer or self.signer()
        content = body if isinstance(body, bytes) else canonical.dumps(body, most_parts=canonical.MAX_PARTS)
        salt = self.world.random_bytes(16)
        log = log or self.log
        tip = self.store.tip(log)
        header = entries.Header(
            kind=kind,
            doc=doc,
            replaces=tuple(sorted(set(replaces))),
            about=about,
            log=log,
            seq=tip.seq + 1 if tip else 1,
            prev=tip.digest if tip else None,
            signer=signer.fingerprint,
            at=stamp(self.world.now()),
            template=template,
            commit=entries.commitment(salt, content),
        )
        sealed = entries.seal(header, content, salt, signer)
        self.store.put_certificates({signer.fingerprint: sealed.certificate})
        self.store.put_entries([entries.row_of(sealed, header)])
        return sealed.digest


def vault_bytes(folder: Path) -> bytes:
    try:
        return files.read_bounded(folder / VAULT, MAX_VAULT)
    except FileRefused as error:
        raise CannotOpen(
            f"There is no profile in {folder}. Make one, or choose the folder where yours is."
        ) from error


def open_store(world: World, key: bytes, on_commit: OnCommit) -> Store:
    path = world.data_dir / DATABASE
    try:
        return Store(path, key, on_commit)
    except Locked as error:
        raise CannotOpen("This profile is open in another window. Close that one, or go on there.") from error
    except NewerDatabase as error:
        raise CannotOpen(
            "This profile was last used by a newer version of the program. Update, then open it."
        ) from error
    except WrongKey as error:
        raise DamagedProfile(
            f"{path.name} is damaged or does not belong to its vault. Restore the newest backup."
        ) from error
    except Damaged as error:
        raise DamagedProfile(f"{path.name} cannot be opened: {error} Restore the newest backup.") from error
    except StoreError as error:
        raise CannotOpen(f"{path.name} cannot be opened: {error} Restore the newest backup.") from error

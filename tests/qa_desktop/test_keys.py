"""The vault: two secrets, one data key, and no word of it in the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_desktop import canonical, keys
from qa_desktop.errors import CannotOpen, WrongPassphrase

CHEAP = keys.Cost(memory_kib=64, passes=1, lanes=1)
SECRET = "correct horse battery staple"
VAULT, DATA_KEY, RECOVERY = keys.create(SECRET, cost=CHEAP)
DATA = VAULT.to_bytes()


def altered(change: dict[str, object], slot: int | None = None) -> bytes:
    """The vault with something put differently and the file's own check made right again, as a thief would."""
    said = json.loads(DATA)
    del said["whole"]
    (said if slot is None else said["slots"][slot]).update(change)
    return canonical.dumps(said | {"whole": keys._digest("whole", canonical.dumps(said))})


def test_both_secrets_open_the_vault_and_others_do_not() -> None:
    assert len(DATA_KEY) == 32
    assert keys.open_vault(DATA, SECRET) == DATA_KEY == keys.open_with_recovery(DATA, RECOVERY)
    assert keys.check_passphrase(DATA, SECRET) and not keys.check_passphrase(DATA, SECRET + " ")
    for wrong in ("", "x", SECRET.upper(), RECOVERY, "\ud800"):
        with pytest.raises(WrongPassphrase, match="Caps Lock"):
            keys.open_vault(DATA, wrong)


def test_the_real_cost_is_the_one_decided() -> None:
    assert keys.Cost() == keys.Cost(memory_kib=65536, passes=3, lanes=4)
    vault, data_key, none = keys.create(SECRET, recovery=False)
    assert none == "" and [slot.cost for slot in vault.slots] == [keys.Cost()]
    assert keys.open_vault(vault.to_bytes(), SECRET) == data_key
    with pytest.raises(CannotOpen, match="without a recovery key"):
        keys.open_with_recovery(vault.to_bytes(), RECOVERY)


def test_the_same_passphrase_typed_on_another_keyboard_opens_it() -> None:
    vault, data_key, _ = keys.create("Zoe\u0308 and the caf\u00e9", cost=CHEAP)
    assert keys.open_vault(vault.to_bytes(), "Zo\u00eb and the cafe\u0301") == data_key


def test_a_changed_passphrase_replaces_the_old_one_and_keeps_the_recovery_key() -> None:
    new = keys.change_passphrase(DATA, DATA_KEY, "another four long words", CHEAP)
    assert (
        keys.open_vault(new, "another four long words") == DATA_KEY == keys.open_with_recovery(new, RECOVERY)
    )
    assert not keys.check_passphrase(new, SECRET)
    with pytest.raises(CannotOpen, match="another profile"):
        keys.change_passphrase(DATA, bytes(32), "another four long words", CHEAP)


def test_a_changed_recovery_key_replaces_the_old_one() -> None:
    new, words = keys.change_recovery(DATA, DATA_KEY, CHEAP)
    assert keys.open_with_recovery(new, words) == DATA_KEY == keys.open_vault(new, SECRET)
    with pytest.raises(WrongPassphrase, match="another profile"):
        keys.open_with_recovery(new, RECOVERY)


def test_a_recovery_key_may_be_typed_as_it_is_read() -> None:
    assert len(RECOVERY.replace("-", "")) == 28 and set(RECOVERY) <= set(keys.ALPHABET + "-")
    looser = RECOVERY.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert keys.open_with_recovery(DATA, f" {looser}\r\n") == DATA_KEY


def test_a_slip_in_a_recovery_key_is_told_from_a_wrong_one() -> None:
    for at, mark in enumerate(RECOVERY[:24]):
        if mark != "-":
            slip = RECOVERY[:at] + ("Z" if mark != "Z" else "7") + RECOVERY[at + 1 :]
            with pytest.raises(WrongPassphrase, match=r"as it was written down|another profile"):
                keys.open_with_recovery(DATA, slip)
    for shape in ("", RECOVERY[:-1], RECOVERY + "7", RECOVERY[:-1] + "U", "é" * 28):
        with pytest.raises(WrongPassphrase, match="28 letters and figures"):
            keys.open_with_recovery(DATA, shape)
    with pytest.raises(WrongPassphrase, match="another profile"):
        keys.open_with_recovery(DATA, keys.new_recovery_key())


def test_damage_anywhere_is_told_from_a_wrong_passphrase() -> None:
    end = len(DATA) - 1  # the line's end may go
    for at in range(end):
        for data in (DATA[:at], DATA[:at] + bytes([DATA[at] ^ 1]) + DATA[at + 1 :]):
            with pytest.raises(CannotOpen, match=r"damaged.*backup") as refused:
                keys.open_vault(data, SECRET)
            assert not isinstance(refused.value, WrongPassphrase)
    assert keys.open_vault(DATA[:end], SECRET) == DATA_KEY


@settings(max_examples=150)
@given(
    st.binary(max_size=80)
    | st.lists(st.sampled_from([b"{", b"}", b'"slots"', b":", b"[", b"1"])).map(b"".join)
)
def test_any_bytes_end_in_a_sentence(data: bytes) -> None:
    with pytest.raises(CannotOpen):
        keys.open_vault(data, SECRET)


def test_a_vault_of_a_newer_version_asks_for_an_update() -> None:
    with pytest.raises(CannotOpen, match="newer version"):
        keys.open_vault(altered({"major": 2}), SECRET)


def test_nobody_can_make_the_cost_cheaper_or_swap_what_is_sealed() -> None:
    passphrase = [slot.kind for slot in VAULT.slots].index("passphrase")
    recovery = 1 - passphrase
    for change in (
        {"cost": {"memory_kib": 128, "passes": 1, "lanes": 1}},
        {"cost": {"memory_kib": 64, "passes": 2, "lanes": 1}},
        {"salt": "0" * 32},
        {"nonce": "0" * 24},
        {"sealed": VAULT.slots[recovery].sealed},
        {"kind": "recovery"},
    ):
        with pytest.raises(WrongPassphrase):
            keys.open_vault(altered(change, passphrase), SECRET)
    with pytest.raises(WrongPassphrase):
        keys.open_vault(altered({"vault": "0" * 32}), SECRET)


@pytest.mark.parametrize(
    "cost",
    [
        {"memory_kib": 2**31, "passes": 3, "lanes": 4},
        {"memory_kib": 65536, "passes": 10**6, "lanes": 4},
        {"memory_kib": 65536, "passes": 3, "lanes": 1000},
        {"memory_kib": -1, "passes": 3, "lanes": 4},
        {"memory_kib": 65536, "passes": 0, "lanes": 4},
        {"memory_kib": 65536, "passes": True, "lanes": 4},
        None,
    ],
)
def test_a_doctored_vault_cannot_ask_for_all_the_memory_or_all_day(cost: object) -> None:
    with pytest.raises(CannotOpen, match="damaged"):
        keys.open_vault(altered({"cost": cost}, 0), SECRET)


def test_a_huge_vault_is_not_read() -> None:
    with pytest.raises(CannotOpen, match="damaged"):
        keys.open_vault(b" " * (keys.MAX_VAULT + 1), SECRET)


def test_neither_the_secrets_nor_the_key_stand_in_the_file() -> None:
    for secret in (
        SECRET.encode(),
        DATA_KEY,
        DATA_KEY.hex().encode(),
        RECOVERY.encode(),
        RECOVERY[:9].encode(),
    ):
        assert secret not in DATA


@pytest.mark.parametrize(
    "text", ["", "short", "elevenchars", "aaaaaaaaaaaaaaaa", "abababababab", "a b c d", "tea tea tea tea"]
)
def test_easy_passphrases_are_named_as_weak(text: str) -> None:
    assert (keys.weak(text) or "").endswith(".")


@pytest.mark.parametrize(
    "text", ["correct horse battery staple", "tea cup hat box", "Gr33n!kettle", "Zoë läuft schnell"]
)
def test_longer_ones_will_do(text: str) -> None:
    assert keys.weak(text) is None


def test_a_vault_of_the_first_version_opens_for_ever() -> None:
    kept = Path(__file__).parent.parent / "data" / "v1"
    passphrase, words, data_key = (kept / "vault.txt").read_text().split("\n")[:3]
    data = (kept / "vault.json").read_bytes()
    assert keys.open_vault(data, passphrase).hex() == keys.open_with_recovery(data, words).hex() == data_key

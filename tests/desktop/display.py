"""A screen, a window manager and an accessibility bus of our own, for a real window that nobody sees."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

SCREEN = "1400x900x24"
ENDS_S, READY_S = 10, 60
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


@contextmanager
def running(command: Sequence[str], **more) -> Iterator[subprocess.Popen]:
    """A program that is ended with the block."""
    with subprocess.Popen(command, **more) as child:
        try:
            yield child
        finally:
            child.terminate()
            try:
                child.wait(ENDS_S)
            except subprocess.TimeoutExpired:
                child.kill()


@contextmanager
def desktop(log: Path) -> Iterator[dict[str, str]]:
    """The environment in which a program has all of it. What the parts say goes to `log`."""
    with ExitStack() as stack, log.open("wb") as said:
        reads, writes = os.pipe()
        screen = ["Xvfb", "-displayfd", str(writes), "-screen", "0", SCREEN, "-nolisten", "tcp"]
        stack.enter_context(running(screen, pass_fds=(writes,), stderr=said))
        os.close(writes)
        with os.fdopen(reads) as told:
            number = told.readline().strip()  # once it is there
        env = os.environ | {
            "DISPLAY": f":{number}",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_QPA_PLATFORM": "xcb",
        }
        bus = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
        daemon = stack.enter_context(running(bus, env=env, stdout=subprocess.PIPE, stderr=said, text=True))
        env["DBUS_SESSION_BUS_ADDRESS"] = daemon.stdout.readline().strip()
        launcher = next(path for path in LAUNCHERS if Path(path).exists())
        stack.enter_context(running([launcher, "--launch-immediately"], env=env, stdout=said, stderr=said))
        ready = log.with_suffix(".ready")
        manager = ["openbox", "--sm-disable", "--startup", f"touch {ready}"]
        stack.enter_context(running(manager, env=env, stdout=said, stderr=said))  # or no window has the keys
        _wait_for(ready)
        yield env


def _wait_for(file: Path) -> None:
    end = time.monotonic() + READY_S
    while not file.exists():
        if time.monotonic() > end:
            raise TimeoutError(f"{file.name} did not come in {READY_S} seconds")
        time.sleep(0.05)

"""The collector of cycles works on the main thread alone: on the worker it would tear widgets down there, and crash."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

SWEEP_MS = 1_000


class Tidy(QObject):
    """Takes the collector's work away from all threads and does it on this one, whenever it has grown due.

    Python collects on whichever thread happens to fill its bin. Screens are full of cycles, and a widget that goes
    on the worker while the main thread makes another ends the program or stops it for good.
    """

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.sweep)
        self._timer.start(SWEEP_MS)

    @Slot()
    def sweep(self) -> None:
        """Collect the oldest generation that is due, and with it the younger ones."""
        due = [
            n
            for n, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if due:
            gc.collect(due[-1])

    def stop(self) -> None:
        """Give the collector back to Python, once there is no other thread."""
        self._timer.stop()
        gc.enable()

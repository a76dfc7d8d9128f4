"""Our start, until the window that asks for the passphrase is painted."""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from qa_desktop.world import World
from ui import theme
from ui.app import Program

app = QApplication([])
theme.load_fonts()
program = Program(World.real(Path(sys.argv[1])))
program.begin()
program.window.repaint()
QTimer.singleShot(0, app.quit)
app.exec()

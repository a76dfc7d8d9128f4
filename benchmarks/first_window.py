"""Our start, until the window that asks for the passphrase is painted."""

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from qa_desktop.world import World
from ui import theme
from ui.app import Program

app = QApplication([])
theme.load_fonts()
program = Program(World.real(Path(sys.argv[1])))
program.begin()
program.window.repaint()
os._exit(0)  # painted: what loads afterwards, while somebody types, is not the start

"""The baseline of the start: the window library's own empty window, painted once."""

import os

from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("Hello"))
window.resize(1180, 700)
window.show()
window.repaint()
os._exit(0)  # painted: what loads afterwards, while somebody types, is not the start

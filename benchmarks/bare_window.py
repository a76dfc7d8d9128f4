"""The baseline of the start: the window library's own empty window, painted once."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel("Hello"))
window.resize(1180, 700)
window.show()
window.repaint()
QTimer.singleShot(0, app.quit)
app.exec()

"""`make icons`: the icons of Windows, macOS and Linux from resources/app/mark.svg. Run it where the mark was changed.

What it makes is kept in resources/app, so that a build needs no drawing. Small sizes get a larger sign with a
thicker line, or the two hands run into one blot.
"""

from __future__ import annotations

import os
import re
from io import BytesIO
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt

from PIL import Image
from PySide6.QtCore import QBuffer, QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent.parent / "resources" / "app"
MARK, NAME = HERE / "mark.svg", "qa-desktop"
WINDOWS = (16, 20, 24, 32, 40, 48, 64, 128, 256)
LINUX = (48, 128, 256)
MACOS = (16, 32, 64, 128, 256, 512, 1024)
MACOS_PART = 824 / 1024  # how much of its square a drawing takes up there
SMALL = 40  # pixels: up to here the sign is drawn larger
_SIGN, _STROKE = re.compile(r"translate\(8\.4 9\.1\) scale\(1\.3\)"), 'stroke-width="2"'


def drawn(size: int, part: float = 1.0) -> Image.Image:
    """The mark as a picture `size` pixels square, of which it takes up `part`."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = size * (1 - part) / 2
    drawing = QSvgRenderer(QByteArray(_source(size).encode()))
    drawing.render(painter, QRectF(edge, edge, size * part, size * part))
    painter.end()
    kept = QBuffer()
    kept.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(kept, "PNG")
    return Image.open(BytesIO(kept.data().data())).convert("RGBA")


def _source(size: int) -> str:
    text = MARK.read_text("utf-8")
    if size > SMALL:
        return text
    larger, count = _SIGN.subn("translate(5.4 6.1) scale(1.55)", text)
    assert count == 1, "the sign of mark.svg has moved: put its place into tools/icons.py"
    return larger.replace(_STROKE, 'stroke-width="2.3"')


def main() -> None:
    app = QGuiApplication([])
    sizes = [drawn(size) for size in WINDOWS]
    largest = sizes[-1]
    largest.save(HERE / f"{NAME}.ico", append_images=sizes[:-1], sizes=[(n, n) for n in WINDOWS])
    for size in LINUX:
        drawn(size).save(HERE / f"{NAME}-{size}.png", optimize=True)
    pictures = [drawn(size, MACOS_PART) for size in MACOS]
    pictures[-1].save(HERE / f"{NAME}.icns", append_images=pictures[:-1])
    del app
    print(*sorted(path.name for path in HERE.iterdir()))


if __name__ == "__main__":
    main()

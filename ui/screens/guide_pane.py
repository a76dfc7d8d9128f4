"""The auditor's guide beside a question: what good looks like, where to look, what the ratings mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGroupBox, QLabel, QScrollArea, QSizePolicy, QWidget

from qa_desktop.templates import Question, Template
from qa_desktop.words import tr
from ui import theme
from ui.forms.chosen import shown_choice
from ui.kit import Group, Heading, IconButton, IconMark, RatingBadge, SidePanel, Text, column, empty, row

WIDTH = 320  # px at 100 %


class LeadIn(QLabel):
    """A paragraph whose first words are bold. Plain text: painted by hand, so nothing in it can be markup.

    Wrapped word by word here: QTextLayout drops a reference to None at each layout in PySide 6.12, which ends
    the process after some thousands of them.
    """

    def __init__(self, lead: str, rest: str, parent: QWidget | None = None):
        super().__init__(f"{lead} {rest}".strip(), parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._words = [(word, True) for word in lead.split()] + [(word, False) for word in rest.split()]
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _placed(self, width: int) -> tuple[list[tuple[float, int, str, bool]], int]:
        """Each word with its left edge and its line, and how many lines there are."""
        sizes = {bold: QFontMetricsF(theme.font("body", 600 if bold else 400)) for bold in (True, False)}
        left, line, placed = 0.0, 0, []
        for word, bold in self._words:
            wide = sizes[bold].horizontalAdvance(word)
            if left and left + wide > width:
                left, line = 0.0, line + 1
            placed.append((left, line, word, bold))
            left += wide + sizes[bold].horizontalAdvance(" ")
        return placed, line + 1

    def _line_height(self) -> int:
        return QFontMetrics(theme.font("body")).height()

    def heightForWidth(self, width: int) -> int:
        return self._placed(width)[1] * self._line_height()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(220), self.heightForWidth(theme.px(220)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), self._line_height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, high = QPainter(self), self._line_height()
        painter.setPen(theme.colour("text"))
        rise = QFontMetrics(theme.font("body")).ascent()
        for left, line, word, bold in self._placed(self.width())[0]:
            painter.setFont(theme.font("body", 600 if bold else 400))
            painter.drawText(QPointF(left, line * high + rise), word)
        painter.end()


class Scrolled(QGroupBox):
    """Takes the focus for a scroll area, which assistive tools could not name, and the keys that scroll it."""

    def __init__(self, area: QScrollArea, name: str, parent: QWidget):
        super().__init__(parent)
        self._area = area
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayout(column(area, margins=(0, 0, 4, 0)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._area.verticalScrollBar()
        steps = {Qt.Key.Key_Down: bar.singleStep(), Qt.Key.Key_Up: -bar.singleStep()}
        steps |= {Qt.Key.Key_PageDown: bar.pageStep(), Qt.Key.Key_PageUp: -bar.pageStep()}
        if event.key() in steps:
            bar.setValue(bar.value() + steps[event.key()])
        else:
            super().keyPressEvent(event)


class GuidePane(SidePanel):
    """Shows the guide of one question. `hide_wanted`: the user wants it out of the way."""

    hide_wanted = Signal()

    def __init__(self, template: Template, parent: QWidget | None = None):
        super().__init__(parent)
        self._template = template
        self.setFixedWidth(theme.px(WIDTH))
        self.heading = Heading(tr("Auditor guide"), 3, self)
        self.hide_button = IconButton("panel-right-close", tr("Hide the guide"), self)
        self.hide_button.clicked.connect(self.hide_wanted)
        head = row(
            IconMark("book-open", "primary", 20, self),
            self.heading,
            self.hide_button,
            gap=8,
            margins=(20, 13, 8, 4),
        )
        head.setStretch(1, 1)
        self.scroll = QScrollArea(self)
        self.scroll.setWidgetResizable(True)
        self.scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget(self)
        self._body = column(gap=12, margins=(20, 4, 14, 16))
        inner.setLayout(self._body)
        self.scroll.setWidget(inner)
        self.scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        self.setLayout(
            column(head, row(Scrolled(self.scroll, tr("Auditor guide"), self), margins=(4, 0, 4, 4)), gap=0)
        )
        self.layout().setStretch(1, 1)

    def show_question(self, question: Question | None) -> None:
        empty(self._body)
        if question is not None:
            guide = question.guide
            if guide.words:
                self._body.addWidget(Text(guide.words, parent=self))
            self._part("thumbs-up", "primary", tr("What good looks like"), "check", "ok", guide.good)
            self._part("search", "primary", tr("Where to look"), "map-pin", "muted", guide.look)
            self._part(
                "triangle-alert", "primary", tr("Signs it is not good enough"), "minus", "bad", guide.signs
            )
            if question.type == "EV":  # the cards of a judgement say themselves how to read them
                self._scale(question)
        self._always()
        self._body.addStretch(1)
        self.scroll.verticalScrollBar().setValue(0)

    def _headed(self, icon: str, role: str, title: str) -> Group:
        """A part of the guide, announced by its name."""
        group = Group(title, visible_title=False, parent=self)
        heading = Heading(title, 3, group)
        heading.setProperty("look", "strong")
        line = row(IconMark(icon, role, 18, group), heading, gap=10)
        line.setStretch(1, 1)
        group.body.addLayout(line)
        self._body.addWidget(group)
        return group

    def _part(self, icon: str, role: str, title: str, mark: str, mark_role: str, said: Sequence[str]) -> None:
        if not said:
            return
        group = self._headed(icon, role, title)
        for words in said:
            line = row(
                column(2, IconMark(mark, mark_role, 14, group), None, gap=0),
                Text(words, parent=group),
                gap=9,
                margins=(2, 0, 0, 0),
            )
            line.setStretch(1, 1)
            group.body.addLayout(line)

    def _scale(self, question: Question) -> None:
        group = self._headed("scale", "primary", tr("Choosing a rating"))
        for point in self._template.scale_of(question).point:
            shown = shown_choice(point)
            line = row(
                column(RatingBadge(shown.badge, shown.kind, parent=group), None, gap=0),
                LeadIn(f"{point.label}.", point.words, group), gap=10,
            )  # fmt: skip
            line.setStretch(1, 1)
            group.body.addLayout(line)

    def _always(self) -> None:
        """What holds for every question."""
        template = self._template
        self._part("pen-line", "primary", tr("When you write"), "minus", "muted", template.house_rules)
        if template.standing:
            group = self._headed("octagon-alert", "bad", tr("If a child may be at risk now"))
            group.add(Text(template.standing, parent=group))

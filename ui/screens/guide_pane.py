"""The auditor's guide beside a question: what good looks like, where to look, what the ratings mean."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QWidget

from qa_desktop.templates import Question, Template
from ui import theme
from ui.forms.chosen import shown_choice
from ui.kit import Group, Heading, IconButton, IconMark, RatingBadge, SidePanel, Text, column, empty, row

WIDTH = 320  # px at 100 %


class LeadIn(QLabel):
    """A paragraph whose first words are bold. Plain text: painted by hand, so nothing in it can be markup."""

    def __init__(self, lead: str, rest: str, parent: QWidget | None = None):
        super().__init__(f"{lead} {rest}".strip(), parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self._lead = len(lead)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _laid_out(self, width: int) -> QTextLayout:
        made = QTextLayout(self.text(), theme.font("body"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        made.setTextOption(option)
        bold = QTextLayout.FormatRange()
        bold.start, bold.length = 0, self._lead
        bold.format = QTextCharFormat()
        bold.format.setFontWeight(QFont.Weight.DemiBold)
        made.setFormats([bold])
        made.beginLayout()
        top = 0.0
        while (line := made.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += line.height()
        made.endLayout()
        return made

    def heightForWidth(self, width: int) -> int:
        return round(self._laid_out(width).boundingRect().height()) + 1

    def sizeHint(self) -> QSize:
        return QSize(theme.px(220), self.heightForWidth(theme.px(220)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(80), theme.px(17))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.colour("text"))
        self._laid_out(self.width()).draw(painter, QPointF(0, 0))
        painter.end()


class GuidePane(SidePanel):
    """Shows the guide of one question. `hide_wanted`: the user wants it out of the way."""

    hide_wanted = Signal()

    def __init__(self, template: Template, parent: QWidget | None = None):
        super().__init__(parent)
        self._template = template
        self.setFixedWidth(theme.px(WIDTH))
        self.heading = Heading("Auditor guide", 3, self)
        self.hide_button = IconButton("panel-right-close", "Hide the guide", self)
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
        self.scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that arrow keys can scroll it
        self.scroll.setAccessibleName("Auditor guide")
        inner = QWidget(self)
        self._body = column(gap=12, margins=(20, 4, 14, 16))
        inner.setLayout(self._body)
        self.scroll.setWidget(inner)
        self.scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        self.setLayout(column(head, self.scroll, gap=0))

    def show_question(self, question: Question | None) -> None:
        empty(self._body)
        if question is not None:
            guide = question.guide
            if guide.words:
                self._body.addWidget(Text(guide.words, parent=self))
            self._part("thumbs-up", "primary", "What good looks like", "check", "ok", guide.good)
            self._part("search", "primary", "Where to look", "map-pin", "muted", guide.look)
            self._part(
                "triangle-alert", "primary", "Signs it is not good enough", "minus", "bad", guide.signs
            )
            if question.type in ("EV", "G4"):
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
        judging = question.type == "G4"
        group = self._headed("scale", "primary", "Choosing a judgement" if judging else "Choosing a rating")
        for point in self._template.scales[question.type].point:
            shown = shown_choice(point)
            words = "" if judging else point.words  # a judgement's cards say it already
            line = row(
                column(RatingBadge(shown.badge, shown.kind, parent=group), None, gap=0),
                LeadIn(f"{point.label}.", words, group), gap=10,
            )  # fmt: skip
            line.setStretch(1, 1)
            group.body.addLayout(line)

    def _always(self) -> None:
        """What holds for every question."""
        template = self._template
        self._part("pen-line", "primary", "When you write", "minus", "muted", template.house_rules)
        if template.standing:
            group = self._headed("octagon-alert", "bad", "If a child may be at risk now")
            group.add(Text(template.standing, parent=group))

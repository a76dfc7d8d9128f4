"""The pages of a report before it is written."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from qa_desktop import pdf, report_files, report_pdf, reports
from qa_desktop.report_values import Report
from qa_desktop.words import tr
from qa_desktop.workspace import Tell, Workspace
from ui.screens.pick import PDFS, Pick
from ui.screens.preview import PreviewScreen


class ReportPreview(PreviewScreen):
    """One pack for one period, without the sections that were left out."""

    nav = "reports"
    place_words = tr("Report preview")

    def __init__(
        self,
        desk,
        window,
        pack: str = "",
        period: str = "",
        team: str = "",
        left_out: tuple[int, ...] = (),
        parent: QWidget | None = None,
    ):
        self._wanted = (pack, period, team, left_out)
        self._report: Report | None = None
        super().__init__(desk, window, parent=parent)
        self.heading.setText(tr("Report, not written yet"))

    def title(self) -> str:
        return self._report.heading if self._report else ""

    def _make(self, ws: Workspace, tell: Tell) -> pdf.Rendered:
        pack, period, team, left_out = self._wanted
        self._report = report_files.without(reports.build(ws, pack, period, team), left_out)
        tell(1, 2)
        return pdf.render(report_pdf.document(self._report))

    def _say_standing(self) -> None:
        words = tr(
            "It changes with every return that comes in. What counts is the copy that goes to its forum."
        )
        self._note("info", tr("Not written yet"), words)
        self._window.retitle()

    def save(self) -> None:
        made = self._report
        if made is None:
            return
        path = Pick.save(self, tr("Save the report"), report_files.file_name(made, "pdf"), PDFS)
        if path is not None:
            self._desk.run(
                lambda ws, tell: report_files.save(ws, made, path, "pdf", tell), self._saved, self._failed
            )

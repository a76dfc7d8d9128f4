"""The places of the window, and which screen each of them is."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass

from qa_desktop.words import tr

AUDITOR, LEAD, BOTH, HIDDEN = ("auditor",), ("lead",), ("auditor", "lead"), ()
LEAD_AND_HEAD = ("lead", "head")  # a head of service has an auditor's places, and these


@dataclass(frozen=True, slots=True)
class Room:
    """A place of the window. `screen` is "module.Class" in ui.screens, loaded when it is first gone to."""

    id: str
    words: str
    icon: str
    screen: str
    who: tuple[str, ...]  # whose window lists it on the left
    foot: bool = False


ROOMS = (
    Room("home", tr("Home"), "house", "home.HomeScreen", BOTH),
    Room("audits", tr("Case audits"), "clipboard-check", "audits.AuditsScreen", AUDITOR),
    Room("observations", tr("Practice observations"), "eye", "observations.ObservationsScreen", AUDITOR),
    Room("collation", tr("Collation"), "layout-grid", "collation.CollationScreen", LEAD),
    Room("themes", tr("Themes"), "quote", "themes.ThemesScreen", LEAD),
    Room("actions", tr("Actions"), "list-checks", "actions.ActionsScreen", BOTH),
    Room("schedule", tr("Schedule"), "calendar-days", "schedule.ScheduleScreen", LEAD_AND_HEAD),
    Room("meetings", tr("Meetings"), "message-square", "meetings.MeetingsScreen", LEAD),
    Room("moderation", tr("Moderation"), "scale", "moderation.ModerationScreen", BOTH),
    Room("reports", tr("Reports"), "chart-column", "reports.ReportsScreen", LEAD),
    Room("packs", tr("Packs and returns"), "package", "packs.PacksScreen", LEAD),
    Room("people", tr("People and teams"), "users", "people.PeopleScreen", LEAD),
    Room("release", tr("After the audit"), "heart-handshake", "release.ReleaseScreen", LEAD),
    Room("recording", tr("Recording compliance"), "file-check", "recording.RecordingScreen", BOTH),
    Room("transfer", tr("Send and receive"), "send", "transfer.TransferScreen", AUDITOR),
    Room("guide", tr("Guide and templates"), "book-open", "guide.GuideScreen", BOTH, foot=True),
    Room("settings", tr("Settings"), "settings", "settings.SettingsScreen", BOTH, foot=True),
    Room("help", tr("Help"), "circle-help", "help.HelpScreen", HIDDEN),
    Room("templates", tr("Templates"), "pen-line", "templates.TemplatesScreen", HIDDEN),
    Room("template", tr("Template"), "pen-line", "template_one.TemplateScreen", HIDDEN),
    Room("template_try", tr("Try it out"), "pen-line", "template_try.TryScreen", HIDDEN),
    Room("start", tr("Start something new"), "plus", "start.StartScreen", HIDDEN),
    Room("audit", tr("Audit"), "clipboard-check", "audit.AuditScreen", HIDDEN),
    Room("checklist", tr("Checklist"), "file-check", "checklist.ChecklistScreen", HIDDEN),
    Room("observe", tr("Practice observation"), "eye", "observe.ObserveScreen", HIDDEN),
    Room("kiosk", tr("Supervision feedback"), "message-square", "kiosk.KioskScreen", HIDDEN),
    Room("handover", tr("Hand over"), "users", "handover.HandoverScreen", HIDDEN),
    Room("sides", tr("Both sides"), "users", "sides.SidesScreen", HIDDEN),
    Room("check", tr("Check answers and sign"), "signature", "check.CheckScreen", HIDDEN),
    Room("preview", tr("PDF preview"), "file-text", "preview.PreviewScreen", HIDDEN),
    Room("report_preview", tr("Report preview"), "file-text", "reports_preview.ReportPreview", HIDDEN),
    Room("risk", tr("Child at risk now?"), "octagon-alert", "risk.RiskScreen", HIDDEN),
    Room("blind", tr("Second judgement"), "scale", "moderation_blind.BlindScreen", HIDDEN),
    Room("moderated", tr("Moderation"), "scale", "moderation_case.CaseScreen", HIDDEN),
    Room("agreement", tr("Agreement"), "scale", "moderation_agreement.AgreementScreen", HIDDEN),
    Room("draw", tr("Draw"), "shuffle", "draw.DrawScreen", HIDDEN),
    Room("give", tr("Give out"), "send", "give.GiveScreen", HIDDEN),
    Room("after_one", tr("After the audit"), "heart-handshake", "release_one.OneScreen", HIDDEN),
    Room("meeting", tr("Meeting"), "message-square", "meeting.MeetingScreen", HIDDEN),
    Room("action", tr("Action"), "list-checks", "action_one.ActionScreen", HIDDEN),
    Room("action_new", tr("New action"), "list-checks", "action_new.NewActionScreen", HIDDEN),
    Room("action_rows", tr("New actions"), "list-checks", "action_rows.FindingsScreen", HIDDEN),
    Room("finding", tr("Finding"), "quote", "theme_one.FindingScreen", HIDDEN),
    Room("quotes", tr("Quotes"), "quote", "quotes.QuotesScreen", HIDDEN),
    Room("importer", tr("Import"), "import", "importer.ImportScreen", HIDDEN),
    Room("keeping", tr("Keeping and deleting"), "hourglass", "keeping.KeepingScreen", HIDDEN),
    Room("trail", tr("Trail"), "history", "trail.TrailScreen", HIDDEN),
    Room("about", tr("About"), "info", "about.AboutScreen", HIDDEN),
    Room("find", tr("Find"), "search", "find.FindScreen", HIDDEN),
    Room("verify", tr("Verify a file"), "shield-check", "verify.VerifyScreen", HIDDEN),
)


def rooms() -> list[Room]:
    """The rooms whose screen is there: a place is never a dead link."""
    return [r for r in ROOMS if importlib.util.find_spec(f"ui.screens.{r.screen.partition('.')[0]}")]

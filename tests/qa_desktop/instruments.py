"""What every instrument must ask, typed out once for the tests of instruments, and short ways to ask one."""

from __future__ import annotations

import tomllib
from typing import Any

from qa_desktop import templates, walk
from qa_desktop.templates import Part, Question, Template
from tests.conftest import RESOURCES

ALL = templates.load_all(RESOURCES)
SHORT_SET_UP = "A01 A02 A03 A04 A05 A06 A07 A08 A09 A10 A12 A15 A16 A18"
PANEL = "MP1 MP2 MP3 MP4 MP5 MP6 MP7 MP8 MP9 MP10"
COMMISSION = "MC1 MC2 MC3 MC4 MC5 MC6 MC7 MC8 MC9 MC10"
COMMENTS = "SF17 SF18 SF19"

ITEMS = {
    "SUD": """
        SU1 SU2 SU3 SU4 SU5 SU6 SU7 SU8 SU9 UP1 UP2 UP3 UP4 DN1 DN2 DN3
        SU10 SU11 SU12 SU13 SU14 SU15 SU16 SU17
    """,
    "RET": """
        RT1 RT2 RT3 RT4 RT5 RT6 RT7 RT8 RT9 RT10 RT11 RT12 RT13 RT14 RT15 RT16 RT17 RT18 RT19 RT20
    """,
    "MAA": "G1 G2 G3 G4 G5 G6 G7 G8 G9 G10 G11 G12 G13 G14 G15 G16",
    "MAA-P": PANEL,
    "SUP": """
        U1 U2 U3 U4 U5 U6 U7 U8 U9 U10 U11 U12 U13 U14 U15 U16 U17 U18 U19 U20 U21 U22 U23
    """,
    "OBS": """
        OB1 OB2 OB3 OB4 OB5 OP1 OP2 OP3 OP4 OP5 OP6 OP7 OP8 OP9
        OF1 OF2 OF3 OF4 OF5 OF6 OF7 OF8 OF9 OF10 OF11 OF12
    """,
    "REC-A": "RA1 RA2 RA3 RA4 RA5 RA6 RA7 RA8 RA9 RA10 RA11 RA12 RA13 RA14",
    "REC-R": "RR1 RR2 RR3 RR4 RR5 RR6 RR7 RR8 RR9 RR10 RR11",
    "REC-C": "RC1 RC2 RC3 RC4 RC5 RC6 RC7 RC8 RC9 RC10 RC11 RC12 RC13",
    "ALERT": "AL1",
    "SFW": "SF1 SF2 SF3 SF4 SF5 SF6 SF7 SF8 SF9 SF10 SF11 SF12 SF13 SF14 SF15 SF16",
}
BESIDE = {  # set up, head and foot; and the parts of an item that are questions of their own (SU17 is three lists)
    "SUD": f"{SHORT_SET_UP} T1 T2 T3 T4 T5 T6 SU15R SU17.1 SU17.2 SU17.3",
    "RET": f"{SHORT_SET_UP} A19 X1 X2 X2.D X3 X4 X5 X6 RT18R RT20.1 RT20.2 RT20.3",
    "MAA": "G15.1 G15.2 G15.3",
    "MAA-P": f"A03 A04 {COMMISSION} MP9.1",
    "SUP": "A01 A02 A03 A05 A06 A07 A08 A13 A19 U23R U23.1 U23.2 U23.3",
    "OBS": "OF9.1 OF12.S",
    "REC-A": "A04 A05 A06 A07 C1 C2 C4 C5 C6",
    "REC-R": "A04 A05 A06 A07 C1 C2 C3 C4 C5 C6",
    "REC-C": "A04 A05 A06 A07 C1 C2 C4 C5 C6",
    "ALERT": "",
    "SFW": f"A03 A05 {COMMENTS}",
}
IN_LISTS = {"SU17", "RT20", "G15"}  # items that are lists only, with no question of that very name
COUNTS = {"SUD": (17, 7), "RET": (18, 2), "MAA": (15, 1), "MAA-P": (10, 0), "SUP": (20, 3), "OBS": (24, 2)}
COUNTS |= {"REC-A": (14, 0), "REC-R": (11, 0), "REC-C": (13, 0), "SFW": (16, 0), "ALERT": (1, 0)}
CONDITIONAL = {
    "SUD": {"UP1", "UP2", "UP3", "UP4", "DN1", "DN2", "DN3"},
    "RET": {"RT8", "RT14"},
    "MAA": {"G10"},
    "SUP": {"U3", "U16", "U20"},
    "OBS": {"OP9", "OF11"},
}
LIMITING = {"ALERT": {"AL1"}, "SUD": {"SU1", "SU2"}, "RET": {"RT4"}, "SUP": {"U11", "U12"}}
ALERTS = {
    "ALERT": "AL1",
    "SUD": "SU16",
    "RET": "RT19",
    "MAA": "G16",
    "OBS": "OF10",
    "RFP-S": "S7",
    "RFP": "S7",
}
WAYS = {
    "ALERT": "alert",
    "OBS": "observation",
    "REC-A": "checklist",
    "REC-R": "checklist",
    "REC-C": "checklist",
    "SFW": "kiosk",
}
MAY_START = {
    "ALERT": None,
    "RFP": "audit_rfp",
    "RFP-S": "audit_rfp",
    "SUD": "audit_step_returning",
    "RET": "audit_step_returning",
    "MAA": "agency_return",
    "MAA-P": "audit_rfp",
    "SUP": "audit_supervision",
    "OBS": "observe",
    "REC-A": "recording_supervisor",
    "REC-R": "recording_supervisor",
    "REC-C": "recording_supervisor",
    "SFW": "answer_supervision_feedback",
}
OURS = sorted(ITEMS)


def listed(name: str) -> dict[str, Any]:
    return tomllib.loads((RESOURCES / f"{name}.toml").read_text("utf-8"))


def asked(code: str, answers: dict[str, Any]) -> set[str]:
    return {q.id for q in walk.asked(ALL[code], answers)}


def needed(code: str, answers: dict[str, Any]) -> set[str]:
    return {s.question.id for s in walk.steps(ALL[code], answers) if s.needed}


def fields(template: Template) -> list[Question | Part]:
    return [f for q in template.questions for f in (q, *q.part)]

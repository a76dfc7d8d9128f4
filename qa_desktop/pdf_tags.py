"""A reportlab canvas that writes tagged PDF/A: structure, language, bookmarks, colours, form fields.

reportlab has none of this, so the structure tree, the metadata packet and the signature fields are made here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFStream,
    PDFString,
    PDFZCompress,
)
from reportlab.pdfgen.canvas import Canvas

rl_config.useA85 = 0  # streams as they are: printable letters would make them a quarter longer, for nobody
PRODUCER = "QA Desktop"
FIRST_FIELD_PARENT = 100_000  # numbers of fields in the parent tree, above any page's


@dataclass(slots=True, eq=False)
class Element:
    """One element of the structure tree, say a heading or a table cell. Made in reading order."""

    tag: str
    parent: Element | None = None
    alt: str = ""
    scope: str = ""  # of a table heading: Row or Column
    kids: list[Element | tuple[int, int] | tuple[str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        if self.parent is not None:
            self.parent.kids.append(self)

    def add(self, tag: str, alt: str = "", scope: str = "") -> Element:
        """A new last child."""
        return Element(tag, self, alt, scope)


@dataclass(frozen=True, slots=True)
class About:
    """What the file says about itself. `level` is the PDF/A level it claims, "1B" or "3B", or "" for none."""

    title: str
    subject: str
    author: str
    language: str
    created: datetime
    level: str


class TaggedCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """Everything drawn is either inside `content(element)` or inside `artifact()`."""

    def __init__(self, target: Any, about: About, root: Element, base_font: str) -> None:
        super().__init__(
            target, invariant=1, initialFontName=base_font, lang=about.language, pageCompression=1,
            pdfVersion=(1, 7) if about.level == "3B" else (1, 4),
        )  # fmt: skip
        self._about, self._root = about, root
        self._marked: list[Element] = []
        self._pages_marked: list[list[Element]] = []
        self._open: Element | None = None
        self.bookmarks: list[str] = []
        self.muted = False  # inside an artifact: text drawn is a repeat and belongs to no element
        self._fields: list[tuple[str, Element]] = []
        self._set_time(about.created)
        self.setTitle(about.title)
        self.setSubject(about.subject)
        self.setAuthor(about.author)
        self.setCreator(PRODUCER)
        self.setProducer(PRODUCER)

    def _set_time(self, created: datetime) -> None:
        """The only time in the file is the document's own, so the same input gives the same bytes."""
        stamp = self._doc._timeStamp
        moment = created.astimezone(UTC)
        stamp.t, stamp.lt = moment.timestamp(), moment.timetuple()
        stamp.YMDhms = tuple(moment.timetuple())[:6]

    def content(self, element: Element) -> None:
        """What is drawn next belongs to this element. Stretches of one element are joined."""
        if self.muted or self._open is element:
            return
        self.close_content()
        number = len(self._marked)
        self._marked.append(element)
        element.kids.append((len(self._pages_marked), number))
        self._code.append(f"/{element.tag} <</MCID {number}>> BDC")
        self._open = element

    def close_content(self) -> None:
        if self._open is not None:
            self._code.append("EMC")
            self._open = None

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn inside is decoration: lines, tints, page numbers."""
        self.close_content()
        self._code.append("/Artifact BMC")
        yield
        self._code.append("EMC")

    def signature_field(self, name: str, caption: str, box: tuple[float, float, float, float]) -> None:
        """An empty signature field on this page. `box` is left, bottom, right, top in points."""
        self.close_content()
        left, bottom, right, top = box
        look = PDFStream(
            dictionary=PDFDictionary(
                {
                    "Type": PDFName("XObject"),
                    "Subtype": PDFName("Form"),
                    "FormType": 1,
                    "BBox": PDFArray([0, 0, right - left, top - bottom]),
                    "Resources": PDFDictionary({}),
                }
            ),
            content="q Q\n",
        )
        self._doc.Reference(look, f"Look{name}")
        element = self._root.add("Form", alt=caption)
        element.kids.append((name, len(self._pages_marked)))
        self._fields.append((name, element))
        widget = {
            "Type": PDFName("Annot"), "Subtype": PDFName("Widget"), "FT": PDFName("Sig"),
            "T": PDFString(name), "TU": PDFString(caption), "Rect": PDFArray(list(box)), "F": 132,
            "P": self._doc.thisPageRef(), "AP": PDFDictionary({"N": PDFObjectReference(f"Look{name}")}),
            "StructParent": FIRST_FIELD_PARENT + len(self._fields),
        }  # fmt: skip
        self._addAnnotation(PDFDictionary(widget), f"Field{name}")

    def showPage(self) -> None:
        self.close_content()
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents, page.Tabs = len(self._pages_marked), PDFName("S")
        self._pages_marked.append(self._marked)
        self._marked = []

    def save(self) -> None:
        catalog = self._doc.Catalog
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
        catalog.PageMode = PDFName("UseOutlines")
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.StructTreeRoot = self._structure()
        self.setViewerPreference("DisplayDocTitle", "true")
        if self._fields:
            names = [self._doc.refAnnotation(f"Field{name}") for name, _ in self._fields]
            catalog.AcroForm = PDFDictionary({"Fields": PDFArray(names), "SigFlags": 1})
        catalog.OutputIntents = self._colours()
        self._doc.Reference(_Packet(_metadata(self._about)), "Packet")
        catalog.Metadata = PDFObjectReference("Packet")
        super().save()

    def _structure(self) -> PDFObjectReference:
        names: dict[Element, str] = {}
        for number, element in enumerate(_walk(self._root)):
            names[element] = f"Element{number}"
        for element, name in names.items():
            kids = [self._kid(kid, names) for kid in element.kids]
            self._doc.Reference(
                _Tag(element, names[element.parent] if element.parent else "Structure", kids), name
            )
        parents: list[Any] = []
        for number, marked in enumerate(self._pages_marked):
            parents += [number, PDFArray([PDFObjectReference(names[element]) for element in marked])]
        for number, (_, element) in enumerate(self._fields, 1):
            parents += [FIRST_FIELD_PARENT + number, PDFObjectReference(names[element])]
        root = {
            "Type": PDFName("StructTreeRoot"),
            "K": PDFArray([PDFObjectReference(names[self._root])]),
            "ParentTree": self._doc.Reference(PDFDictionary({"Nums": PDFArray(parents)}), "Parents"),
            "ParentTreeNextKey": FIRST_FIELD_PARENT + len(self._fields) + 1,
        }
        self._doc.Reference(PDFDictionary(root), "Structure")
        return PDFObjectReference("Structure")

    def _kid(self, kid: Element | tuple[int, int] | tuple[str, int], names: dict[Element, str]) -> list[str]:
        """What stands for a child: words, and in between the names of what they refer to."""
        if isinstance(kid, Element):
            return ["", names[kid], ""]
        what, where = kid
        if isinstance(what, str):
            field = self._doc.refAnnotation(f"Field{what}").name
            return ["<< /Type /OBJR /Obj ", field, " /Pg ", f"Page{where + 1}", " >>"]
        return ["<< /Type /MCR /Pg ", f"Page{what + 1}", f" /MCID {where} >>"]

    def _colours(self) -> PDFArray:
        profile = PDFStream(
            dictionary=PDFDictionary({"N": 3}), content=srgb_profile(), filters=[PDFZCompress]
        )
        self._doc.Reference(profile, "Profile")
        intent = {
            "Type": PDFName("OutputIntent"), "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB IEC61966-2.1"),
            "Info": PDFString("sRGB IEC61966-2.1"), "RegistryName": PDFString("http://www.color.org"),
            "DestOutputProfile": PDFObjectReference("Profile"),
        }  # fmt: skip
        return PDFArray([PDFDictionary(intent)])


def _walk(element: Element) -> Iterator[Element]:
    """The tree in reading order, without recursion."""
    waiting = [element]
    while waiting:
        now = waiting.pop()
        yield now
        waiting += [kid for kid in reversed(now.kids) if isinstance(kid, Element)]


class _Tag(PDFObject):  # type: ignore[misc]  # reportlab has no types
    """One element of the structure, written at once: there are hundreds in a document, and reportlab's dictionaries
    take a third of the time that the whole document does."""

    def __init__(self, element: Element, parent: str, kids: list[list[str]]):
        self._element, self._parent, self._kids = element, parent, kids

    def format(self, document: Any) -> bytes:
        element, numbers = self._element, document.idToObjectNumberAndVersion

        def words(parts: list[str]) -> str:
            return "".join(
                "{} {} R".format(*numbers[part]) if n % 2 else part for n, part in enumerate(parts)
            )

        kids = " ".join(words(kid) for kid in self._kids)
        text = f"<< /Type /StructElem /S /{element.tag} /P {words(['', self._parent, ''])} /K [ {kids} ]"
        if element.scope:
            text += f" /A << /O /Table /Scope /{element.scope} >>"
        written = text.encode("ascii")
        if element.alt:
            written += b" /Alt " + pdfdoc.format(PDFString(element.alt), document)
        return written + b" >>"


class _Packet(PDFStream):  # type: ignore[misc]  # reportlab has no types
    """The metadata packet. PDF/A wants it readable, so it goes in without a filter."""

    def __init__(self, content: bytes) -> None:
        kind = {"Type": PDFName("Metadata"), "Subtype": PDFName("XML"), "Length": len(content)}
        super().__init__(dictionary=PDFDictionary(kind), content=content)

    def format(self, document: Any) -> bytes:
        head: bytes = pdfdoc.format(self.dictionary, document)
        return head + b"\nstream\n" + bytes(self.content) + b"\nendstream\n"


def _metadata(about: About) -> bytes:
    """The XMP packet, agreeing with the information dictionary entry by entry, as PDF/A demands."""
    time = about.created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    namespaces = {
        "dc": "http://purl.org/dc/elements/1.1/",
        "pdf": "http://ns.adobe.com/pdf/1.3/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
        "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    }
    parts = {
        "dc": "<dc:format>application/pdf</dc:format>"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{_xml(about.title)}</rdf:li></rdf:Alt></dc:title>'
        f"<dc:creator><rdf:Seq><rdf:li>{_xml(about.author)}</rdf:li></rdf:Seq></dc:creator>"
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{_xml(about.subject)}</rdf:li></rdf:Alt></dc:description>'
        f"<dc:language><rdf:Bag><rdf:li>{_xml(about.language)}</rdf:li></rdf:Bag></dc:language>",
        "pdf": f"<pdf:Producer>{PRODUCER}</pdf:Producer><pdf:Keywords></pdf:Keywords>",
        "xmp": f"<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>"
        f"<xmp:CreateDate>{time}</xmp:CreateDate><xmp:ModifyDate>{time}</xmp:ModifyDate>",
        "pdfaid": f"<pdfaid:part>{about.level[:1]}</pdfaid:part>"
        f"<pdfaid:conformance>{about.level[1:]}</pdfaid:conformance>"
        if about.level
        else "",
    }
    described = "\n".join(
        f'<rdf:Description rdf:about="" xmlns:{short}="{namespaces[short]}">{part}</rdf:Description>'
        for short, part in parts.items()
        if part
    )
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'{described}\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
    )
    return packet.encode("utf-8")


def _xml(text: str) -> str:
    return escape(text)


def srgb_profile() -> bytes:
    """A small sRGB colour profile, ICC version 2 as PDF/A-1 wants (Pillow's is version 4)."""

    def fixed(*values: float) -> bytes:
        return b"".join(struct.pack(">i", round(value * 65536)) for value in values)

    def curve(value: float) -> int:
        return round(65535 * (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4))

    name = b"sRGB IEC61966-2.1\0"
    tone = (
        b"curv"
        + bytes(4)
        + struct.pack(">I", 256)
        + struct.pack(">256H", *(curve(i / 255) for i in range(256)))
    )
    tags = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", len(name)) + name + bytes(78),
        b"cprt": b"text" + bytes(4) + b"No copyright, use freely\0",
        b"wtpt": b"XYZ " + bytes(4) + fixed(0.9642, 1.0, 0.8249),
        b"rXYZ": b"XYZ " + bytes(4) + fixed(0.43607, 0.22249, 0.01392),
        b"gXYZ": b"XYZ " + bytes(4) + fixed(0.38515, 0.71687, 0.09708),
        b"bXYZ": b"XYZ " + bytes(4) + fixed(0.14307, 0.06061, 0.71410),
        b"rTRC": tone, b"gTRC": tone, b"bTRC": tone,
    }  # fmt: skip
    table, body, placed = b"", b"", {}
    start = 128 + 4 + 12 * len(tags)
    for tag, data in tags.items():
        if data not in placed:
            placed[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += tag + struct.pack(">II", placed[data], len(data))
    size = start + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"none", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + fixed(0.9642, 1.0, 0.8249)
    return head.ljust(128, b"\0") + struct.pack(">I", len(tags)) + table + body


def _end_of_line_before_endstream() -> None:
    """PDF/A wants a line end before `endstream`; reportlab leaves it out. Done once, for every stream."""
    plain = PDFStream.format
    if getattr(plain, "ends_lines", False):
        return

    def format_stream(self: Any, document: Any) -> bytes:
        written: bytes = plain(self, document)
        return written.removesuffix(b"endstream\n") + b"\nendstream\n"

    format_stream.ends_lines = True  # type: ignore[attr-defined]
    PDFStream.format = format_stream


_end_of_line_before_endstream()

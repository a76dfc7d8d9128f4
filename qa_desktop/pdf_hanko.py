"""Our corrections to pyHanko. Imported only while signing or verifying: pyHanko takes half a second to load.

They lean on its inner workings, so its version is pinned and the tests hold each of them.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import (
    AxisAlignment,
    BoxConstraints,
    InnerScaling,
    Margins,
    SimpleBoxLayoutRule,
)
from pyhanko.pdf_utils.reader import PdfFileReader, RawPdfPath
from pyhanko.sign import signers
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, ModificationLevel, StandardDiffPolicy
from pyhanko.sign.diff_analysis.rules_api import Context, QualifiedWhitelistRule, ReferenceUpdate

# An untrusted signer is an answer, not an event; and pyHanko's log would hold people's names.
for _noisy in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_noisy).setLevel(logging.CRITICAL)

DEEPEST = 40  # levels of the structure tree that are looked at; ours has five


class Writer(IncrementalPdfFileWriter):  # type: ignore[misc]  # pyHanko is not followed by mypy
    """Adds a revision and leaves our PDF/A metadata and version alone."""

    def _update_meta(self) -> None:
        """Nothing: it would rewrite the metadata, and then the two copies of it disagree."""

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        super().ensure_output_version(min(version, (1, 7)))


class Signing(signers.PdfSigner):  # type: ignore[misc]
    """Signs with the given time and stays at PDF 1.7, as PDF/A wants."""

    def __init__(self, *args: Any, when: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._when = when

    def register_extensions(self, pdf_out: Any, *, md_algorithm: str) -> None:
        """Nothing: for elliptic curves it would claim PDF 2.0."""

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> Any:
        session = super().init_signing_session(pdf_out, existing_fields_only=existing_fields_only)
        session.system_time = self._when
        return session


class PageInMemory(ImportedPdfPage):  # type: ignore[misc]
    """The first page of a PDF held in memory, so that no name goes into a temporary file."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__("")
        self._pdf = pdf

    def render(self) -> bytes:
        page = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._pdf)))
        self.resources.xobject["/Look"] = page
        left, bottom, right, top = page.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(top - bottom))
        return b"/Look Do"


class TaggedField(QualifiedWhitelistRule):  # type: ignore[misc]
    """A signature field may also be pointed at by the structure tree, as long as the tree has not changed.

    Without this a tagged field makes every earlier signature look broken as soon as the next person signs.
    """

    def apply_qualified(self, old: Any, new: Any) -> Iterator[tuple[ModificationLevel, ReferenceUpdate]]:
        try:
            fields, tree = old.root["/AcroForm"]["/Fields"], old.root["/StructTreeRoot"]
        except KeyError:
            return
        signed = {
            fields.raw_get(place).reference
            for place in range(len(fields))
            if "/FT" in fields[place] and fields[place]["/FT"] == "/Sig"
        }
        for reference, path in _pointers(tree, ("/Root", "/StructTreeRoot"), 0):
            if reference in signed:
                where = Context.from_absolute(old, RawPdfPath(*path))
                yield (
                    ModificationLevel.FORM_FILLING,
                    ReferenceUpdate(updated_ref=reference, context_checked=where),
                )


def _pointers(node: Any, path: tuple[Any, ...], depth: int) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Every annotation the structure tree points at, with the way to it."""
    if depth > DEEPEST:
        return
    if isinstance(node, generic.DictionaryObject):
        if "/Type" in node and node["/Type"] == "/OBJR":
            target = node.raw_get("/Obj")
            if isinstance(target, generic.IndirectObject):
                yield target.reference, (*path, "/Obj")
        elif "/K" in node:
            yield from _pointers(node["/K"], (*path, "/K"), depth + 1)
    elif isinstance(node, generic.ArrayObject):
        for place in range(len(node)):
            if not isinstance(node[place], int):
                yield from _pointers(node[place], (*path, place), depth + 1)


POLICY = StandardDiffPolicy(
    global_rules=[*DEFAULT_DIFF_POLICY.global_rules, TaggedField()], form_rule=DEFAULT_DIFF_POLICY.form_rule
)
WHOLE_BOX = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MIN,
    y_align=AxisAlignment.ALIGN_MIN,
    margins=Margins(0, 0, 0, 0),
    inner_content_scaling=InnerScaling.NO_SCALING,
)

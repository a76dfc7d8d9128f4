"""What a wrong file is by the look of its bytes, so that a refusal can say what was picked by mistake."""

from __future__ import annotations

import base64

AGE = b"age-encryption.org/v1"

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"SQLite format 3\0", "a database"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a Linux program"),
    (b"\xcf\xfa\xed\xfe", "a Mac program"),
    (b"\xca\xfe\xba\xbe", "a Mac program"),
    (b"L\0\0\0\x01\x14\x02\0", "a Windows shortcut, not the file it points to"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document or an Outlook message"),
    (b"\x89PNG\r\n\x1a\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"BM", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ\0", "a compressed file"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed folder"),
    (b"Rar!", "a compressed folder"),
    (b"-----BEGIN CERTIFICATE", "a certificate"),
    (b"-----BEGIN", "a key or a signed message"),
    (b"AGE-SECRET-KEY-", "a secret key; move it to a safe place"),
    (b"{\\rtf", "a formatted text document"),
)
_MARKUP: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", "a web page, perhaps a sign-in page that was saved instead of the file"),
    (b"<html", "a web page, perhaps a sign-in page that was saved instead of the file"),
    (b"<head", "a web page, perhaps a sign-in page that was saved instead of the file"),
    (b"<script", "a web page, perhaps a sign-in page that was saved instead of the file"),
    (b"<svg", "a picture"),
    (b"<?xml", "an XML document"),
)
_IN_ZIP: tuple[tuple[bytes, str], ...] = (
    (b"manifest.json", "an opened bundle; choose the bundle as it was sent"),
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
)


def looks_like(data: bytes) -> str | None:
    """A few words for what `data` seems to be ("a PDF document"), or None when nothing is recognised."""
    start = data[:4096]
    for magic, words in _STARTS:
        if start.startswith(magic):
            return words
    if b"%PDF-" in start[:1024]:
        return "a PDF document"
    if start[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        inside = start + data[-4096:]
        return next((words for sign, words in _IN_ZIP if sign in inside), "a zip folder; unpack it first")
    if start[4:12] in (b"ftypheic", b"ftypmif1") or (start[:4] == b"RIFF" and start[8:12] == b"WEBP"):
        return "a picture"
    markup = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for magic, words in _MARKUP:
        if markup.startswith(magic):
            return words
    return _kind_of_text(start)


def was_a_bundle(data: bytes) -> str | None:
    """How another program spoiled what was a bundle, in words, or None if it does not seem to have been one."""
    start = data[:256]
    if start.startswith(b"-----BEGIN AGE ENCRYPTED FILE") or base64.b64encode(AGE)[:24] in start:
        return "was turned into text on its way"
    if start.startswith(AGE + b"\r"):
        return "was changed on its way by a program that took it for text"
    if start.startswith(b"\xef\xbb\xbf" + AGE) or AGE.decode().encode("utf-16-le") in start:
        return "was saved again by a text editor"
    if AGE.decode().encode("utf-16-be") in start:
        return "was saved again by a text editor"
    if start[22:32] == b"-> X25519 ":  # where it stands in a bundle, so only the first line was touched
        return "was changed on its way"
    if data and not any(data):
        return "holds nothing but zeros, because a copy failed"
    return None


def _kind_of_text(start: bytes) -> str | None:
    try:
        # the cut may have split the last character
        text = start.decode("utf-16") if start[:2] in (b"\xff\xfe", b"\xfe\xff") else start.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(start) - 3 or error.start == 0:
            return None
        text = start[: error.start].decode("utf-8", "ignore")
    if not text.strip() or not all(c.isprintable() or c in "\t\r\n\f\ufeff" for c in text):
        return None
    if text.startswith(("Received:", "MIME-Version:", "Return-Path:", "From:", "Delivered-To:")):
        return "an e-mail; save the file attached to it"
    return "a text file"

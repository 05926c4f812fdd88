"""Room: reading. Opens a report as plain text, HTML or PDF, or refuses it with the reason; the only file reader of this room.

May import errors, facts and the language test. trafilatura and pypdf are loaded only for the files that need them.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dualtrack.errors import ReportError
from dualtrack.facts import PartialDate
from dualtrack.reading.language import language_of
from dualtrack.reading.passages import paragraphs

MOST_BYTES = 2_000_000
_MOST_FILE_BYTES = 50_000_000
_FEWEST_LETTERS = 20
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|article)\b", re.IGNORECASE)
_PICTURES = {b"\x89PNG": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture"}
_ARCHIVES = {b"PK\x03\x04": "a ZIP archive or an office document", b"\x1f\x8b": "a gzip archive"}
_TITLE_PREFIX = re.compile(r"^(?:you['’]re reading|reading|read|opinion|analysis|news|headline|title)\s*:\s*", re.IGNORECASE)
_LONGEST_TITLE = 200
_DATES = {"extensive_search": False, "original_date": True}


@dataclass(frozen=True, slots=True)
class ReportText:
    """A report's text, which all spans count in, with its title, origin, media type, date of publication and fingerprint."""

    text: str
    title: str
    origin: str
    media_type: str
    published: PartialDate | None
    sha256: str


def load_report(source: str | Path, stdin: BinaryIO | None = None) -> ReportText:
    """Open a report (`-` is standard input); raises ReportError with the place, what was found and the remedy."""
    origin, data = _bytes(source, stdin)
    return report_from_bytes(data, origin)


def report_from_bytes(data: bytes, origin: str) -> ReportText:
    """The report in these bytes; raises ReportError as `load_report` does."""
    if not data.strip():
        raise ReportError(f"{origin}: the report is empty; give a file with the text of a report")
    digest = hashlib.sha256(data).hexdigest()
    title, published = "", None
    if data.lstrip()[:5] == b"%PDF-":
        media_type, text = "application/pdf", _from_pdf(data, origin)
    else:
        text = _decoded(data, origin)
        media_type = "text/plain"
        if _HTML.search(text[:4000].encode("utf-8", "replace")):
            media_type = "text/html"
            text, title, published = _from_html(text, origin)
    text = _tidied(text)
    _refuse_unfit(text, origin)
    return ReportText(text, title or _title(text), origin, media_type, published, digest)


def _bytes(source: str | Path, stdin: BinaryIO | None) -> tuple[str, bytes]:
    if str(source) == "-":
        if stdin is None:
            raise ReportError("standard input: nothing is connected to it; give a file instead of -")
        return "standard input", stdin.read(_MOST_FILE_BYTES + 1)
    path = Path(source)
    if path.is_dir():
        raise ReportError(f"{path}: this is a folder; give one report file")
    try:
        if path.stat().st_size > _MOST_FILE_BYTES:
            raise ReportError(f"{path}: the file is larger than {_MOST_FILE_BYTES // 1_000_000} MB; give the report alone")
        return str(path), path.read_bytes()
    except FileNotFoundError:
        raise ReportError(f"{path}: no such file; check the path, or give - to read from standard input") from None
    except OSError as error:
        raise ReportError(f"{path}: the file cannot be read ({error.strerror}); check its permissions") from None


def _decoded(data: bytes, origin: str) -> str:
    for mark, kind in (_PICTURES | _ARCHIVES).items():
        if data.startswith(mark):
            raise ReportError(f"{origin}: this is {kind}, not a text; save the report as plain text, HTML or PDF")
    if data.startswith(_UTF16_MARKS):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise ReportError(f"{origin}: the text starts as UTF-16 but breaks off; save it again as UTF-8") from None
    odd = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in data[:65536])
    if b"\x00" in data or odd > len(data[:65536]) * 0.01:
        raise ReportError(f"{origin}: this is a binary file, not a text; save the report as plain text, HTML or PDF")
    for encoding in ("utf-8-sig", "cp1252", "latin-1"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 decodes everything")


def _from_html(page: str, origin: str) -> tuple[str, str, PartialDate | None]:
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    document = trafilatura.bare_extraction(
        page, with_metadata=True, date_extraction_params=_DATES, include_comments=False, include_tables=False
    )
    text = getattr(document, "text", "") or ""
    if not text.strip():
        raise ReportError(f"{origin}: no article was found in the HTML page; save its text as a plain text file")
    date = getattr(document, "date", None)
    title = getattr(document, "title", None) or ""
    try:
        published = PartialDate.parse(str(date)[:10]) if date else None
    except ValueError:
        published = None
    if "\n\n" not in text:
        text = text.replace("\n", "\n\n")
    return text, title, published


def _from_pdf(data: bytes, origin: str) -> str:
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        document = pypdf.PdfReader(io.BytesIO(data))
        if document.is_encrypted and not document.decrypt(""):
            raise ReportError(f"{origin}: the PDF is locked with a password; save an unlocked copy")
        pages = [page.extract_text() or "" for page in document.pages]
    except ReportError:
        raise
    except Exception as error:  # pypdf raises many kinds of its own on a damaged file
        needs_key = "crypt" in str(error).casefold() or "password" in str(error).casefold()
        if needs_key:
            raise ReportError(f"{origin}: the PDF is encrypted and cannot be opened; save an unlocked copy") from None
        raise ReportError(f"{origin}: the PDF is damaged and cannot be read; print it to a new PDF or save its text") from None
    text = "\n\n".join(pages)
    if sum(map(str.isalpha, text)) < _FEWEST_LETTERS:
        raise ReportError(
            f"{origin}: the PDF holds {len(pages)} page(s) but no text, so it is probably scanned; "
            "run text recognition (OCR) on it first, or type the text into a plain text file"
        )
    return _unwrapped(text)


def _unwrapped(text: str) -> str:
    """PDF lines joined into paragraphs: a line that ends a sentence before a capital, clearly short of the widest, ends one."""
    lines = [line.strip() for line in text.splitlines()]
    widest = max((len(line) for line in lines), default=0)
    joined = ""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if not line:
            joined += "\n\n"
            continue
        ends = line[-1] in '.!?”"’' and len(line) < 0.85 * widest and following[:1] in '“"‘' + following[:1].upper()
        joined += line + ("\n\n" if ends else " ")
    return joined


def _tidied(text: str) -> str:
    """The text spans count in: line ends as \\n, no form feeds, soft hyphens or invisible marks, at most one blank line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    text = re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", text)
    text = re.sub(r"\n[ \t\n]*\n", "\n\n", text)
    return text.strip("\n") + "\n"


def _refuse_unfit(text: str, origin: str) -> None:
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise ReportError(f"{origin}: the text is longer than {MOST_BYTES // 1_000_000} MB; give one report, not a collection")
    if sum(map(str.isalpha, text)) < _FEWEST_LETTERS:
        raise ReportError(f"{origin}: the report is empty but for a few characters; give a file with the text of a report")
    language = language_of(text)
    if language != "English":
        raise ReportError(f"{origin}: the report is in {language}; only English is read, so give an English version of it")


def _title(text: str) -> str:
    start, end = next(iter(paragraphs(text)), (0, 0))
    first = text[start:end]
    if len(first) > _LONGEST_TITLE or "\n" in first or first.rstrip().endswith((".", "”", '"')):
        return ""
    return _TITLE_PREFIX.sub("", first).strip()

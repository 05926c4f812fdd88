"""Opening reports: encodings, HTML, PDF, and every refusal with its place and remedy."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from dualtrack.errors import ReportError
from dualtrack.reading import load_report, report_from_bytes

REPORTS = Path(__file__).parents[1] / "data" / "reports"
ENGLISH = "NATO’s ministers will discuss the 9M729 and the end of the INF Treaty when they meet in the city of Brussels."


def pdf_of(lines: list[str]) -> bytes:
    """A one-page PDF that shows these lines of text."""
    shown = " T* ".join(f"({line}) Tj" for line in lines)
    stream = f"BT /F1 11 Tf 14 TL 50 750 Td {shown} ET".encode("latin-1") if lines else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_give_the_same_text(encoding: str) -> None:
    assert report_from_bytes(ENGLISH.encode(encoding), "x").text.strip() == ENGLISH


def test_line_ends_and_invisible_marks_are_tidied() -> None:
    report = report_from_bytes("The dep\u00adloyment of the mis\u200bsile,\r\n\r\n\r\nwas in the news for a week.".encode(), "x")
    assert report.text == "The deployment of the missile,\n\nwas in the news for a week.\n"


def test_standard_input() -> None:
    report = load_report("-", io.BytesIO(ENGLISH.encode()))
    assert report.origin == "standard input"
    assert len(report.sha256) == 64


def test_title_is_the_first_line_without_a_full_stop() -> None:
    report = report_from_bytes(f"You're reading: Ministers to meet\n\n{ENGLISH}".encode(), "x")
    assert report.title == "Ministers to meet"
    assert report_from_bytes(ENGLISH.encode(), "x").title == ""


def test_html_gives_text_title_and_date() -> None:
    page = f"""<!doctype html><html><head><title>Ministers to meet</title>
    <meta property="article:published_time" content="2020-02-11T10:00:00Z"></head>
    <body><nav>Home | World | Sport</nav><article><h1>Ministers to meet</h1>
    <p>{ENGLISH}</p><p>{ENGLISH.replace("will", "would")} They have a lot to talk about in the two days of the meeting.</p>
    </article></body></html>"""
    report = report_from_bytes(page.encode(), "page.html")
    assert report.media_type == "text/html"
    assert str(report.published) == "2020-02-11"
    assert ENGLISH in report.text
    assert "Sport" not in report.text
    assert report.title == "Ministers to meet"


def test_pdf_gives_joined_lines() -> None:
    lines = ["NATO ministers will discuss the 9M729 and the end of", "the INF Treaty when they meet in the city of Brussels."]
    report = report_from_bytes(pdf_of(lines), "x.pdf")
    assert report.media_type == "application/pdf"
    assert " ".join(lines) in report.text


def refusal(data: bytes) -> str:
    with pytest.raises(ReportError) as caught:
        report_from_bytes(data, "report.bin")
    text = str(caught.value)
    assert text.startswith("report.bin: ")
    assert "\n" not in text
    return text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"  \n\t ", "empty"),
        (b"1. - 2.", "empty but for a few characters"),
        (b"\x89PNG\r\n\x1a\n0000", "a PNG picture"),
        (b"PK\x03\x04word/document.xml", "a ZIP archive or an office document"),
        (bytes(range(256)) * 20, "a binary file"),
        (pdf_of([]), "probably scanned"),
        (b"%PDF-1.4\nbroken", "damaged"),
        (b"<!doctype html><html><body></body></html>", "no article was found"),
        (("The ships of the fleet are in the port. " * 60_000).encode(), "longer than 2 MB"),
        ("Министры обороны обсудят ракеты и договор о ракетах средней дальности в Брюсселе.".encode(), "Cyrillic"),
        ("国防部长将在布鲁塞尔讨论导弹问题以及中程核力量条约的终结和北约的反应措施。".encode(), "Chinese"),
        ("Les ministres de la défense vont discuter des missiles et de la fin du traité dans la ville.".encode(), "French"),
    ],
)
def test_unfit_reports_are_refused_with_the_reason(data: bytes, words: str) -> None:
    assert words in refusal(data)


def test_german_is_named() -> None:
    with pytest.raises(ReportError, match="the report is in German; only English is read"):
        load_report(REPORTS / "german.txt")


def test_an_encrypted_pdf_is_refused() -> None:
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of(["The missile"])))
    writer.encrypt(user_password="secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert "locked with a password; save an unlocked copy" in refusal(out.getvalue())


def test_missing_file_folder_and_no_standard_input(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no such file; check the path, or give - to read"):
        load_report(tmp_path / "none.txt")
    with pytest.raises(ReportError, match="this is a folder; give one report file"):
        load_report(tmp_path)
    with pytest.raises(ReportError, match="nothing is connected"):
        load_report("-")

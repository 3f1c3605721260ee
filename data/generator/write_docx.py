"""A report as a Word document, written part by part: real footnotes, numbers cut over runs as Word cuts them.

The parts are stored uncompressed with one fixed time, so the bytes depend on the text alone.
"""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from generator.ledger import Piece
from generator.paper import MOTTO, Paper

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_CONTENT_TYPES = (
    f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/>'
    f'<Override PartName="/word/footnotes.xml" ContentType="{_OFFICE}.footnotes+xml"/></Types>'
)
_PACKAGE_RELS = (
    f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELS}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_DOCUMENT_RELS = (
    f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_RELS}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELS}/footnotes" Target="footnotes.xml"/></Relationships>'
)


def _style(name: str, title: str, properties: str, run: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{title}"/><w:basedOn w:val="Normal"/>'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


_STYLES = (
    f"{_XML}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    '<w:sz w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:pPr><w:spacing w:before="60" w:after="60"/><w:jc w:val="both"/></w:pPr></w:style>'
    + "".join(
        _style(f"Heading{level}", f"heading {level}", f'<w:keepNext/><w:outlineLvl w:val="{level - 1}"/>', look)
        for level, look in ((1, "<w:b/>"), (2, "<w:b/>"), (3, "<w:b/><w:i/>"))
    )
    + _style("FootnoteText", "footnote text", "", '<w:sz w:val="20"/>')
    + _style("Centred", "Centred", '<w:jc w:val="center"/>', "<w:b/>")
    + '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr>'
    '<w:vertAlign w:val="superscript"/></w:rPr></w:style></w:styles>'
)


def render(paper: Paper, *, head_in_table: bool) -> tuple[bytes, list[int]]:
    """The file's bytes, and the printed numbers: those of the body, then those of the footnotes."""
    numbers = paper.note_numbers()
    lines = paper.pieces()
    notes = [paper.ledger.pieces(paper.ledger.notes[note]) for note in numbers]
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _PACKAGE_RELS,
        "word/document.xml": _document(paper, lines, numbers, head_in_table),
        "word/_rels/document.xml.rels": _DOCUMENT_RELS,
        "word/styles.xml": _STYLES,
        "word/footnotes.xml": _footnotes(notes),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, xml in parts.items():
            entry = zipfile.ZipInfo(name, (2025, 7, 1, 8, 0, 0))
            entry.create_system = 3
            package.writestr(entry, xml)
    return out.getvalue(), [piece.stat for line in (*lines, *notes) for piece in line if piece.stat is not None]


def _document(paper: Paper, lines: list[list[Piece]], numbers: dict[int, int], head_in_table: bool) -> str:
    left = [*paper.issuer, paper.number]
    right = [*MOTTO, paper.place_and_date]
    if head_in_table:
        cells = "".join(f"<w:tc>{''.join(_plain(text, 'Centred') for text in cell)}</w:tc>" for cell in (left, right))
        head = f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>{cells}</w:tr></w:tbl>"
    else:
        head = "".join(_plain(text, "Centred") for text in (*left, *right))
    title = "".join(_plain(text, "Centred") for text in (paper.kind, *paper.title))
    styles = {"heading1": "Heading1", "heading2": "Heading2", "heading3": "Heading3"}
    body = "".join(
        _paragraph("".join(_run(piece, numbers) for piece in line), styles.get(block.kind, ""))
        for block, line in zip(paper.blocks, lines, strict=True)
    )
    foot = "".join(_plain(text, "") for text in paper.recipients) + "".join(
        _plain(text, "Centred") for text in paper.signed
    )
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    return f"{_XML}<w:document {_W}><w:body>{head}{title}{body}{foot}{page}</w:body></w:document>"


def _footnotes(notes: list[list[Piece]]) -> str:
    rules = "".join(
        f'<w:footnote w:type="{kind}" w:id="{identity}"><w:p><w:r><w:{tag}/></w:r></w:p></w:footnote>'
        for kind, identity, tag in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    reference = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    bodies = "".join(
        f'<w:footnote w:id="{number}">'
        + _paragraph(reference + _text(" ") + "".join(_run(piece, {}) for piece in note), "FootnoteText")
        + "</w:footnote>"
        for number, note in enumerate(notes, 1)
    )
    return f"{_XML}<w:footnotes {_W}>{rules}{bodies}</w:footnotes>"


def _plain(text: str, style: str) -> str:
    return _paragraph(_text(text), style)


def _paragraph(runs: str, style: str) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{runs}</w:p>"


def _text(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _run(piece: Piece, numbers: dict[int, int]) -> str:
    if piece.note is not None:
        return (
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            f'<w:footnoteReference w:id="{numbers[piece.note]}"/></w:r>'
        )
    if piece.stat is not None and piece.stat % 5 == 3 and len(piece.text) > 3:
        return _text(piece.text[:2]) + _text(piece.text[2:])
    return _text(piece.text)

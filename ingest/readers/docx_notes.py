"""The numbers that Word prints for footnotes and endnotes: they are in no part of the file, they are counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from ingest.readers.docx_styles import W, number_text, value

FOOTNOTE, ENDNOTE = "footnote", "endnote"
_LONGEST_NUMBER = 5  # digits


@dataclass(slots=True)
class _Counting:
    """How one kind of notes is counted."""

    form: str
    start: int
    restart: str  # "continuous", "eachSect", "eachPage"
    last: int = field(init=False)

    def __post_init__(self) -> None:
        self.last = self.start - 1


@dataclass(slots=True)
class Numbers:
    """Counts notes in the order of their references; a label that Word prints twice gets a prime the second time."""

    kinds: dict[str, _Counting]
    labels: dict[tuple[str, str], str] = field(default_factory=dict)  # (kind, id) -> label, in the order of reference
    used: set[str] = field(default_factory=set)

    @staticmethod
    def of(body: etree._Element, settings: etree._Element | None) -> Numbers:
        """Read the rules from the section properties of the document and its settings."""
        sections = [*body.iter(W + "sectPr"), *([settings] if settings is not None else [])]
        return Numbers({kind: _counting(sections, kind) for kind in (FOOTNOTE, ENDNOTE)})

    def label(self, kind: str, key: str, custom: str = "") -> str:
        """Return the label of the note `key`; `custom` is a mark that the writer chose instead of a number."""
        if (kind, key) not in self.labels:
            counting = self.kinds[kind]
            if not custom:
                counting.last += 1
            label = custom or number_text(counting.last, counting.form)
            while label in self.used:
                label += "′"
            self.used.add(label)
            self.labels[kind, key] = label
        return self.labels[kind, key]

    def next_section(self) -> None:
        """Begin a section: notes that are numbered by section start again."""
        for counting in self.kinds.values():
            if counting.restart == "eachSect":
                counting.last = counting.start - 1

    def notices(self) -> list[str]:
        """Tell where the printed numbers cannot be known."""
        by_page = any(counting.restart == "eachPage" and counting.last > 1 for counting in self.kinds.values())
        return ["footnotes are numbered by page in print; here they are numbered through"] if by_page else []


def _counting(sections: list[etree._Element], kind: str) -> _Counting:
    def rule(name: str) -> str | None:
        return next((found for section in sections if (found := value(section, f"{kind}Pr/{name}"))), None)

    start = rule("numStart") or ""
    default = "decimal" if kind == FOOTNOTE else "lowerRoman"
    return _Counting(
        rule("numFmt") or default,
        int(start) if start.isdecimal() and len(start) < _LONGEST_NUMBER else 1,
        rule("numRestart") or "continuous",
    )

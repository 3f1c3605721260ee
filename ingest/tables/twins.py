"""English beside Vietnamese: the twin behind a name ("Xi măng - Cement"), and lines that hold nothing else."""

from __future__ import annotations

import re

from ingest.folding import fold

VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
_TWIN = re.compile(r"\s*[-–/]\s*[A-Z][a-z]+(?: [a-z]+)*\s*(?=\(|$)")
_CAPITAL_TWIN = re.compile(r"\s+[-–/]\s+(?P<twin>[A-Z][A-Z ,&-]+?)\s*(?=\(|$)")
#: What a Vietnamese syllable without marks looks like; "TOTAL" and "sales" are none.
_SYLLABLE = re.compile(
    r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|nh?|ngh?|ph?|qu|r|s|th?|tr|v|x)?[aeiouy]{1,3}(?:ch?|m|n|ng|nh|p|t)?", re.IGNORECASE
)
_WORD = re.compile(r"[A-Za-z]+")
_SHORT_FORM = re.compile(r"[A-Z]{2,5}")


def without_twin(name: str) -> str:
    """A Vietnamese name without the English one behind it."""
    if not VIETNAMESE.search(fold(name)):
        return name
    capital = _CAPITAL_TWIN.search(name)
    if capital is not None and _is_foreign(capital["twin"].lower()):
        name = name[: capital.start()] + name[capital.end() :]
    return _TWIN.sub("", name)


def is_english(line: str) -> bool:
    """Whether words are no Vietnamese: no mark stands on any, and one is no syllable of the language."""
    return not VIETNAMESE.search(fold(line)) and _is_foreign(line)


def _is_foreign(words: str) -> bool:
    return any(
        len(word) > 2 and not _SYLLABLE.fullmatch(word) and not _SHORT_FORM.fullmatch(word)
        for word in _WORD.findall(words)
    )

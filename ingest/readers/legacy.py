"""Tells text in the old one-byte encodings of Vietnamese (TCVN3, VNI) from Unicode."""

from __future__ import annotations

import re

_FOREIGN = re.compile(  # signs that those encodings use as letters and that Vietnamese in Unicode never has next to one
    r"(?<=[A-Za-zÀ-ỹ])[¡-©«¬®¯±´-¸»-¿ÄÅÆÇÈËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñöøûüþÿ]"
    r"|[¡-©«¬®¯±´-¸»-¿ÄÅÆÇÈËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñöøûüþÿ](?=[A-Za-zÀ-ỹ])"
)
_JUDGED = 20_000  # characters from the beginning
_FOREIGN_SHARE = 0.03  # of all characters; 0 in Unicode reports, 0.1 and more in TCVN3 and VNI


def is_legacy(text: str) -> bool:
    """Whether `text` shows the letters of TCVN3 or VNI instead of Vietnamese ones."""
    sample = text[:_JUDGED]
    return len(_FOREIGN.findall(sample)) > _FOREIGN_SHARE * len(sample)

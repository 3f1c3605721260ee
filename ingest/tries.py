"""One regular expression for thousands of phrases: a trie spelled as a pattern, linear in the text it scans."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

_Node: TypeAlias = "dict[str, _Node]"


def trie_pattern(phrases: Iterable[str]) -> str:
    """A pattern that matches the longest of `phrases` at a position; letters of words must end at a word's end."""
    root: _Node = {}
    for phrase in phrases:
        node = root
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _spell(root)


def _spell(node: _Node) -> str:
    ends = "" in node
    branches = [re.escape(letter) + _spell(child) for letter, child in sorted(node.items()) if letter]
    if not branches:
        return ""
    inner = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    return f"{inner}?" if ends else inner

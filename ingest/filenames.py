"""Names of files: any bytes to the system, but text in messages, JSON and databases."""

from __future__ import annotations

import os


def readable(name: str) -> str:
    """A name, or a message with one in it, as text: bytes that are no UTF-8 (of old Vietnamese encodings) show as �."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "replace")


def one_line(message: str) -> str:
    """A message for a log or a terminal: names come from anywhere, and none may forge a line or steer the terminal."""
    return "".join(character if character.isprintable() else "\ufffd" for character in message)

"""Draw docs/demo.svg, the picture in the README, from what `niengiam demo` prints."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

WIDTH = 150
SVG = Path(__file__).with_name("demo.svg")


def main() -> None:
    """Run the demo in a temporary home and save the headlines as a picture."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "warehouse", "demo", "--home", f"{folder}/demo-home"]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    headlines = printed[printed.index("Headlines") :].replace(f"{folder}/", "")
    with Path("/dev/null").open("w") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere, force_terminal=True)
        console.print(Text("$ niengiam demo --home demo-home\n…"))
        console.print(Text(headlines.rstrip()))
        drawn = console.export_svg(title="niengiam demo")
    SVG.write_text(re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL), encoding="utf-8")  # no fonts from afar


if __name__ == "__main__":
    main()

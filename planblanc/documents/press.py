"""The printing process: takes what is to be printed on its input, gives the PDF on its output, and ends.

Typesetting holds a core and some 70 MiB that are never given back: a service that answers calls does neither.
"""

import json
import sys
from datetime import datetime
from importlib.resources import files

import typst


def main() -> None:
    """Print one document: `template`, `told` as JSON text, and `at` in ISO 8601."""
    wanted = json.load(sys.stdin)
    sys.stdout.buffer.write(_typeset(_source(wanted["template"]), wanted["told"], datetime.fromisoformat(wanted["at"])))


def _typeset(source: bytes, told: str, at: datetime) -> bytes:
    values = {"told": told}
    try:
        return typst.compile(source, sys_inputs=values, ignore_system_fonts=True, timestamp=at, pdf_standards="ua-1")
    except typst.TypstError:
        # PDF/UA refuses a character that no font has. At night a page with a blank box is worth more than no page.
        return typst.compile(source, sys_inputs=values, ignore_system_fonts=True, timestamp=at)


def _source(template: str) -> bytes:
    # One file for the printer: what the documents share, then the document.
    folder = files("planblanc.documents") / "templates"
    return b"\n".join((folder / name).read_bytes() for name in ("common.typ", f"{template}.typ"))


if __name__ == "__main__":
    main()

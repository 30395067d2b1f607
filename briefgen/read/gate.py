"""The one gate that every text file passes: encodings, line ends, control characters, sizes.

What can be put right without touching a letter (a BOM, CR LF, UTF-16 with its BOM) is put right and
recorded; everything else is refused with code point and place.
"""

from __future__ import annotations

import codecs
import stat
import unicodedata
from pathlib import Path, PurePosixPath

from briefgen.diagnostics import Diagnostic, Severity, rule
from briefgen.patterns import late
from briefgen.places import Place

MAX_BYTES = 50_000_000

#: What XML 1.0 (2.2, Char) cannot hold, non-characters at the end of the BMP, lone surrogates, and
#: the bidirectional embeddings, overrides and isolates, which make a page read otherwise than it is
#: stored (Unicode TR 36, 2.2; "Trojan Source"). Marks such as U+200F are ordinary text, and pass.
_FORBIDDEN = late("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")

# fmt: off
_CONTROLS = (
    "NULL", "START OF HEADING", "START OF TEXT", "END OF TEXT", "END OF TRANSMISSION", "ENQUIRY",
    "ACKNOWLEDGE", "BELL", "BACKSPACE", "TAB", "LINE FEED", "VERTICAL TAB", "FORM FEED",
    "CARRIAGE RETURN", "SHIFT OUT", "SHIFT IN", "DATA LINK ESCAPE", "DEVICE CONTROL ONE",
    "DEVICE CONTROL TWO", "DEVICE CONTROL THREE", "DEVICE CONTROL FOUR", "NEGATIVE ACKNOWLEDGE",
    "SYNCHRONOUS IDLE", "END OF TRANSMISSION BLOCK", "CANCEL", "END OF MEDIUM", "SUBSTITUTE",
    "ESCAPE", "FILE SEPARATOR", "GROUP SEPARATOR", "RECORD SEPARATOR", "UNIT SEPARATOR",
)
# fmt: on

_BOMS = (
    (codecs.BOM_UTF32_LE, ""),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_text(path: Path, file: str) -> tuple[str, list[Diagnostic]]:
    """Read the text file `path`, called `file` in messages.

    Out comes its text with LF line ends and without BOM, and what was refused or put right; where
    nothing could be read, the text is "".
    """
    refusal = _unfit(path, file)
    if refusal:
        return "", [unreadable(Place(file), *refusal)]
    try:
        data = path.read_bytes()
    except OSError as error:
        return "", [unreadable(Place(file), f"cannot be read: {_reason(error)}")]
    return read_bytes(data, file)


def read_bytes(data: bytes, file: str) -> tuple[str, list[Diagnostic]]:
    """Read the bytes of a text file, as `read_text` does (pasted text has no file)."""
    text, findings = _decode(data, file)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        findings.append(normalised(Place(file), "line ends CR LF or CR were read as LF"))
    return text, findings + forbidden_in(text, file)


def forbidden(text: str) -> list[tuple[int, str]]:
    """Every character that no memo may hold: (offset, "U+0007 BELL")."""
    return [(m.start(), describe(m.group())) for m in _FORBIDDEN.finditer(text)]


def forbidden_in(text: str, file: str) -> list[Diagnostic]:
    """The findings of TXT001 for the text of a whole file."""
    return [forbidden_character(_place(text, at, file), name) for at, name in forbidden(text)]


def describe(char: str) -> str:
    """Name a character as messages do: `U+0007 BELL`."""
    code = ord(char)
    name = _CONTROLS[code] if code < 32 else unicodedata.name(char, _unnamed(code))
    return f"U+{code:04X} {name}"


@rule("TXT001", Severity.ERROR)
def forbidden_character(place: Place, name: str, about: str = "") -> Diagnostic:
    r"""A character that no memo can hold.

    XML, and so Word, has no way to write most control characters; bidirectional overrides and
    isolates make a line read otherwise than it is stored. They are never dropped in silence.

    Bad:
        title: "Fee talks\x07 stall"
    Good:
        title: Fee talks stall
    """
    return forbidden_character.at(
        place, f"{name} cannot stand in a memo", "delete this character", about=about
    )


@rule("TXT002", Severity.INFO)
def normalised(place: Place, what: str) -> Diagnostic:
    """The file was read in a common form: UTF-8 without BOM, LF line ends.

    Nothing is lost by it; it is recorded because bytes that differ can read the same.

    Bad:
        a file saved by an old editor with CR LF line ends and a byte order mark
    Good:
        the same file as UTF-8 with LF line ends
    """
    return normalised.at(place, what)


@rule("TXT003", Severity.ERROR)
def unreadable(place: Place, what: str, hint: str = "") -> Diagnostic:
    """A file that cannot be read as text.

    briefgen reads ordinary files inside the workspace, in UTF-8 or in UTF-16 with its mark, up to
    50 MB. A guess at another encoding would change quotations.

    Bad:
        a source saved as Windows-1252
    Good:
        the same source saved as UTF-8
    """
    return unreadable.at(place, what, hint)


def _unfit(path: Path, file: str) -> tuple[str, str] | None:
    try:
        status = path.stat()
        root = _root(path, file)
        inside = root is None or path.resolve().is_relative_to(root.resolve())
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: a loop of links
        return f"cannot be read: {_reason(error)}", "see that the file is there and readable"
    if not stat.S_ISREG(status.st_mode):
        return "is no regular file", "a build reads ordinary files only"
    if not inside:
        return "is a link that leaves the workspace", "copy the file into the workspace"
    if status.st_size > MAX_BYTES:
        return f"is larger than {MAX_BYTES // 1_000_000} MB", "keep the part that you cite"
    return None


def _root(path: Path, file: str) -> Path | None:
    """The folder that `file` is relative to, where `path` ends in `file`."""
    parts = PurePosixPath(file).parts
    absolute = path.absolute()
    ends_so = len(parts) < len(absolute.parts) and absolute.parts[-len(parts) :] == parts
    return absolute.parents[len(parts) - 1] if ends_so else None


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()


def _decode(data: bytes, file: str) -> tuple[str, list[Diagnostic]]:
    bom, encoding = next((b for b in _BOMS if data.startswith(b[0])), (b"", "utf-8"))
    if not encoding:
        return "", [unreadable(Place(file), "is UTF-32", "save it as UTF-8")]
    body = data[len(bom) :]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        return "", [_undecodable(body, error, file, len(bom))]
    what = f"a byte order mark was taken off ({encoding.upper()})"
    return text, [normalised(Place(file), what)] if bom else []


def _undecodable(body: bytes, error: UnicodeDecodeError, file: str, shift: int) -> Diagnostic:
    before = body[: error.start].decode(error.encoding, "replace")
    what = (
        f"is not {error.encoding.upper()}: byte 0x{body[error.start]:02X} at offset "
        f"{error.start + shift} fits no character"
    )
    return unreadable(_place(before, len(before), file), what, "open it and save it as UTF-8")


def _place(text: str, at: int, file: str) -> Place:
    return Place(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _unnamed(code: int) -> str:
    return "SURROGATE" if 0xD800 <= code < 0xE000 else "UNNAMED CHARACTER"

"""Zip packages that are the same bytes whenever, wherever and by whomever they are written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_FIRST = ("[Content_Types].xml", "_rels/.rels")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can hold
_UNIX = 3
_PLAIN_FILE = 0o100644 << 16
_LEVEL = 6


def pack(parts: Mapping[str, bytes]) -> bytes:
    """A zip of `parts`: content types first, the rest by name; no clock, user or umask in it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as archive:
        for name in [*_FIRST, *sorted(set(parts) - set(_FIRST))]:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, _UNIX
            info.external_attr = _PLAIN_FILE
            archive.writestr(info, parts[name])
    return buffer.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """The parts of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

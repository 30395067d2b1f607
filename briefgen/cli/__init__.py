"""The command line. `main` is the door: it turns every exception into one line and an exit code.

0 done   1 something in the files needs a person   2 wrong use   3 a bug in briefgen
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run briefgen and exit."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a console of another encoding must not end the work
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _run()
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:  # the reader of our output (head, less) went away: nothing is wrong
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)


def _run() -> int:
    from briefgen.cli.app import app
    from briefgen.diagnostics import BriefgenError

    try:
        app(prog_name="briefgen")
    except BriefgenError as error:
        from briefgen.cli.console import fail

        fail(error.message, error.hint)
        return error.exit_code
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except Exception as error:
        if os.environ.get("BRIEFGEN_DEBUG"):
            raise
        from briefgen.cli.console import fail

        fail(
            f"this is a bug in briefgen: {type(error).__name__}: {error}",
            "please report it with the command you ran; BRIEFGEN_DEBUG=1 shows where",
        )
        return 3
    return 0

"""The command line. `main` is the door: it turns every exception into one line and an exit code.

0 done   1 something in the files needs a person   2 wrong use   3 a bug in briefgen
"""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run briefgen and exit."""
    gc.disable()  # a command ends before garbage matters: 4 % of a build went into looking for it
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
    gc.freeze()  # as above: the exit looks once more, though the system takes all memory back
    sys.exit(code)


def _run() -> int:
    from briefgen.cli.app import app
    from briefgen.diagnostics import BriefgenError

    try:
        return app(prog_name="briefgen", standalone_mode=False) or 0
    except BriefgenError as error:
        return _refused(error.message, error.hint, error.exit_code)
    except (KeyboardInterrupt, BrokenPipeError):
        raise
    except Exception as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            sys.stderr.write(f"{error}\n")
            return 2
        if hasattr(error, "format_message"):  # typer's: an option or an argument that is not one
            return _refused(error.format_message(), "briefgen --help", 2)
        if type(error).__name__ == "Abort":
            raise KeyboardInterrupt from error
        return _unforeseen(error)


def _unforeseen(error: Exception) -> int:
    """Say that a file is not ours to read or to write, or else that this is a bug."""
    if os.environ.get("BRIEFGEN_DEBUG"):
        raise error
    if isinstance(error, PermissionError):
        return _refused(f"no permission for {error.filename}", "ask whoever owns it", 2)
    what = f"this is a bug in briefgen: {type(error).__name__}: {error}"
    hint = "please report it with the command you ran; BRIEFGEN_DEBUG=1 shows where"
    return _refused(what, hint, 3)


def _refused(message: str, hint: str, code: int) -> int:
    """Say why nothing was done: in one line, and as JSON where that was asked for."""
    from itertools import pairwise

    from briefgen.cli.console import fail, fail_as_json

    words = sys.argv[1:]
    if "--format=json" in words or ("--format", "json") in pairwise(words):
        fail_as_json(message, hint, whole=words[0] == "build")
    fail(message, hint)
    return code

"""What the commands say, so that no console, file or pipe makes them fail. Standard library alone."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Callable

from safe_files import in_words

ANY = "党"  # a console whose encoding has this character is one that Chinese can be read on


def make_safe() -> None:
    """Writes what an encoding lacks as \\uXXXX, here and in every process started from here, instead of raising."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=_encoding(stream), errors="backslashreplace")
    if isinstance(sys.stdout, io.TextIOWrapper):
        os.environ["PYTHONIOENCODING"] = f"{sys.stdout.encoding}:backslashreplace"  # one file holds one encoding


def _encoding(stream: io.TextIOWrapper) -> str:
    """The stream's own encoding, but UTF-8 for a file or pipe which nobody chose an encoding for and which lacks Chinese."""
    with contextlib.suppress(UnicodeError, LookupError):
        ANY.encode(stream.encoding)
        return stream.encoding
    return stream.encoding if "PYTHONIOENCODING" in os.environ or stream.isatty() else "utf-8"


def writes_unicode() -> bool:
    """Whether standard output takes every character as it is."""
    return (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "") == "utf8"


def exit_code(main: Callable[[], int]) -> int:
    """Runs a command; what the machine refuses is told in words, and output that got lost changes nothing of what was done."""
    try:
        return main()
    except KeyboardInterrupt:
        _tell("已停止。")
        return 1
    except BrokenPipeError:
        return 1  # whoever read has seen enough
    except OSError as error:
        _tell(in_words(error))
        return 1
    finally:
        _flush()


def _flush() -> None:
    for stream in filter(None, (sys.stdout, sys.stderr)):  # a process without a window has none
        try:
            stream.flush()
        except OSError as error:
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # else Python fails at the same again when it ends
            if not isinstance(error, BrokenPipeError):
                _tell(f"屏幕上的话没有写全，命令本身已经做完。{in_words(error)}")


def _tell(words: str) -> None:
    with contextlib.suppress(OSError):
        print(words, file=sys.stderr, flush=True)

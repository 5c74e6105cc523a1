"""Recordings: whether a file is an MP3, judged by what is in it, and how long it plays."""

from __future__ import annotations

from dataclasses import dataclass

_KILOBITS = {  # a second, by the four bits of a frame's header; the first and the last are no fixed rate
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0),  # MPEG 1
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),  # MPEG 2
    0: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0),  # MPEG 2.5
}
_HERTZ = {3: (44100, 48000, 32000, 0), 2: (22050, 24000, 16000, 0), 0: (11025, 12000, 8000, 0)}
_SAMPLES = {3: 1152, 2: 576, 0: 576}
_LAYER_3 = 1
_HEADER = 4
_TAG = 10


@dataclass(frozen=True)
class Recording:
    """An MP3: its length in seconds and its size in bytes."""

    seconds: int
    size: int


def read_recording(data: bytes) -> Recording | None:
    """The MP3 that the bytes are; None where they are something else, whatever its name says."""
    at = begin = _after_tags(data)
    seconds = 0.0
    while frame := _frame(data[at : at + _HEADER]):
        length, plays = frame
        if at + length > len(data):
            break  # cut short at its end, as a recorder does that was switched off
        seconds += plays
        at += length
    is_sound = 2 * (at - begin) > len(data) - begin  # tags may follow it; more than that is no recording, or a broken one
    return Recording(max(1, round(seconds)), len(data)) if is_sound else None


def _after_tags(data: bytes) -> int:
    """Where the sound begins: after title, cover and what else ID3v2 puts before it, and the zeros that may follow."""
    at = 0
    while data[at : at + 3] == b"ID3" and len(data) >= at + _TAG:
        size = sum((byte & 0x7F) << shift for byte, shift in zip(data[at + 6 : at + _TAG], (21, 14, 7, 0), strict=True))
        at += _TAG + size
    while data[at : at + 1] == b"\0":
        at += 1
    return at


def _frame(header: bytes) -> tuple[int, float] | None:
    """The length of a frame in bytes and in seconds; None where no frame of layer III begins."""
    if len(header) < _HEADER or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:
        return None
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    if version not in _HERTZ or layer != _LAYER_3:
        return None
    kilobits, hertz = _KILOBITS[version][header[2] >> 4], _HERTZ[version][header[2] >> 2 & 3]
    if not kilobits or not hertz:
        return None
    samples = _SAMPLES[version]
    return samples * kilobits * 125 // hertz + (header[2] >> 1 & 1), samples / hertz

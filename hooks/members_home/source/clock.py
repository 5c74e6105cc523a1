"""Times of day."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])|(24):(00)")


@dataclass(frozen=True, order=True)
class Clock:
    """A time of day in minutes after midnight, 00:00 to 24:00: what is open all day closes at 24:00, which `datetime.time` lacks."""

    minutes: int

    @classmethod
    def read(cls, text: str) -> Clock | None:
        """The time written as 09:00; None where it is written otherwise."""
        match = _WRITTEN.fullmatch(text)
        return cls(int(match[1] or match[3]) * 60 + int(match[2] or match[4])) if match else None

    @property
    def hour(self) -> int:
        return self.minutes // 60

    @property
    def minute(self) -> int:
        return self.minutes % 60

    def __str__(self) -> str:
        return f"{self.hour:02d}:{self.minute:02d}"

    @property
    def spoken(self) -> str:
        """9:00, as people write it."""
        return f"{self.hour}:{self.minute:02d}"

"""Every register of the site, in the order in which people meet them. Whatever walks over registers walks over this list."""

from __future__ import annotations

from typing import Any

from .areas import AREAS
from .branches import BRANCHES
from .contact_points import CONTACT_POINTS
from .course import COURSE
from .duties import DUTIES
from .figures import FIGURES
from .glossary import GLOSSARY
from .holidays import HOLIDAYS
from .instructors import INSTRUCTORS
from .instruments import INSTRUMENTS
from .levels import LEVELS
from .organizations import ORGANIZATIONS
from .pairings import PAIRINGS
from .register import Register
from .services import SERVICES
from .stations import STATIONS
from .synonyms import SYNONYMS

__all__ = [
    "AREAS",
    "BRANCHES",
    "CONTACT_POINTS",
    "COURSE",
    "DUTIES",
    "FIGURES",
    "GLOSSARY",
    "HOLIDAYS",
    "INSTRUCTORS",
    "INSTRUMENTS",
    "LEVELS",
    "ORGANIZATIONS",
    "PAIRINGS",
    "REGISTERS",
    "SERVICES",
    "STATIONS",
    "SYNONYMS",
    "Register",
]

REGISTERS: tuple[Register[Any], ...] = (
    AREAS,
    STATIONS,
    ORGANIZATIONS,
    BRANCHES,
    INSTRUCTORS,
    CONTACT_POINTS,
    PAIRINGS,
    FIGURES,
    SERVICES,
    LEVELS,
    HOLIDAYS,
    INSTRUMENTS,
    GLOSSARY,
    SYNONYMS,
    COURSE,
    DUTIES,
)

"""The population that those who responded are compared with."""

from textmine.insight.census.characteristics import Characteristic, characteristic_of, characteristics
from textmine.insight.census.profile import Band, Census, read_census
from textmine.insight.census.representation import Representation, check_census, representation

__all__ = [
    "Band",
    "Census",
    "Characteristic",
    "Representation",
    "characteristic_of",
    "characteristics",
    "check_census",
    "read_census",
    "representation",
]

"""Words that registers of the environment share."""

from enum import Enum


class Medium(Enum):
    """What of the environment is concerned."""

    AIR = "Air"
    WATER = "Water"
    SOIL = "Soil and ground water"
    WASTE = "Waste"
    ENERGY = "Energy"
    MATERIAL = "Raw materials"
    NOISE = "Noise, smell and light"
    NATURE = "Land and living things"
    OTHER = "Other"


class Standing(Enum):
    """How an obligation stands."""

    COMPLIANT = "Compliant"
    PARTLY = "Partly compliant"
    NOT = "Not compliant"

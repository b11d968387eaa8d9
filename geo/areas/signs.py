"""Short signs of areas: what a safety region calls itself, and what of a province stands behind a name."""

from __future__ import annotations

from geo.spelling import plain

REGION_SIGNS = {
    "VR01": ("VRG",),
    "VR02": ("VRF", "VRFRL"),
    "VR03": ("VRD",),
    "VR04": ("VRIJ", "VRIJL"),
    "VR05": ("VRT",),
    "VR06": ("VNOG", "VRNOG"),
    "VR07": ("VGGM", "VRGM"),
    "VR08": ("VRGZ",),
    "VR09": ("VRU",),
    "VR10": ("VRNHN", "NHN"),
    "VR11": ("VRZW", "ZaWa"),
    "VR12": ("VRK",),
    "VR13": ("VRAA",),
    "VR14": ("VRGV", "VRGenV", "VRGooi"),
    "VR15": ("VRH",),
    "VR16": ("VRHM",),
    "VR17": ("VRR",),
    "VR18": ("VRZHZ", "ZHZ"),
    "VR19": ("VRZ",),
    "VR20": ("VRMWB", "MWB"),
    "VR21": ("VRBN",),
    "VR22": ("VRBZO",),
    "VR23": ("VRLN",),
    "VR24": ("VRZL", "VRLZ"),
    "VR25": ("VRFL", "VRF"),
}
"""Abbreviations of the safety regions, by code: the first is the region's own. Two regions share VRF."""

_PROVINCES = {
    "Groningen": (("VR01",), ("Gr", "Gn")),
    "Friesland": (("VR02",), ("Fr", "Frl", "Fryslân")),
    "Drenthe": (("VR03",), ("D", "Dr")),
    "Overijssel": (("VR04", "VR05"), ("O", "Ov", "Ovs")),
    "Gelderland": (("VR06", "VR07", "VR08"), ("G", "Gld", "Gel")),
    "Utrecht": (("VR09",), ("U", "Ut", "Utr")),
    "Noord-Holland": (("VR10", "VR11", "VR12", "VR13", "VR14"), ("NH", "N-H")),
    "Zuid-Holland": (("VR15", "VR16", "VR17", "VR18"), ("ZH", "Z-H")),
    "Zeeland": (("VR19",), ("Z", "Ze", "Zld", "Zl")),
    "Noord-Brabant": (("VR20", "VR21", "VR22"), ("NB", "N.Br.", "Brabant")),
    "Limburg": (("VR23", "VR24"), ("L", "Lb", "Lim", "Li")),
    "Flevoland": (("VR25",), ("Fl", "Flev")),
}

PROVINCES = {
    plain(sign): province for province, (_, signs) in _PROVINCES.items() for sign in (province, *signs)
}
"""The province that a sign stands for, by ``spelling.plain`` of the sign."""

_OF_REGION = {region: province for province, (regions, _) in _PROVINCES.items() for region in regions}


def province_of(region: str) -> str:
    """Return the province in which a safety region lies for its main part, "" for an unknown code."""
    return _OF_REGION.get(str(region), "")

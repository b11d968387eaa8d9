"""Build data/boundaries.gpkg from data/sources/: one land surface without gaps or overlaps; no network.

Everything is put into one planar partition on a grid of 0.00001 degree: lines are noded, faces get an owner,
faces are merged. Areas that touch share their vertices exactly. The steps are in building/.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pyogrio

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from building import sources
from building.faces import partition
from building.layers import layers
from building.outline import outline
from building.shores import with_waters

if TYPE_CHECKING:
    import geopandas as gpd

TARGET = Path(__file__).resolve().parent / "boundaries.gpkg"
LAND = Path(__file__).resolve().parent / "land.svg"
"""What the first page shows before its scripts have come."""
SHAPES = {"borders": "MultiLineString", "drawn_borders": "MultiLineString", "foreign_names": "Point"}
"""What a layer is made of, when not of areas."""


def main(target: Path = TARGET) -> None:
    """Write the layers of the target file."""
    abroad = sources.districts().geometry
    german = abroad.index.str.startswith("DE")
    germany = pd.concat([sources.gemeinden().geometry, abroad[german]])
    land = partition(abroad[~german], sources.municipalities().geometry, germany)
    made = layers(with_waters(land))
    write(made, target)
    LAND.write_text(outline(made["drawn_regions"]), encoding="utf-8")


def write(frames: dict[str, gpd.GeoDataFrame], target: Path) -> None:
    """Write the layers, polygons as multipolygons; the time in it is fixed, so a rebuild changes nothing."""
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2020-12-01T00:00:00.000Z"})
    target.unlink(missing_ok=True)
    for name, frame in frames.items():
        shape = SHAPES.get(name, "MultiPolygon")
        frame.reset_index().to_file(
            target,
            layer=name,
            driver="GPKG",
            geometry_type=shape,
            promote_to_multi=shape != "Point",
            SPATIAL_INDEX="NO",
        )
        print(f"{name}: {len(frame)}")
    print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

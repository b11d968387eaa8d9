"""The steps by which build_boundaries.py makes boundaries.gpkg, in the order in which they run.

sources   the areas of three countries as they are published, in degrees on one grid
faces     all lines noded together; each face gets one owner: one land surface
shores    water within a kilometre of a Dutch shore, by the municipality that is nearest
layers    the layers of the file, in detail and as drawn
"""

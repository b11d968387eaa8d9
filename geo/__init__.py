"""The operational picture without a screen: boundaries, records, selection, figures and map layers.

Data flows one way. A module imports only from modules named above it:

    errors
    settings
    crs  vocabulary
    words  tables  cells  formulas  grid  boundaries
    names
    parsing
    rules
    records
    assets  locate
    ground
    misplaced
    places
    rows
    schema
    bulk  database  migrations
    versions  migration
    snapshot  writing
    history  demo
    store
    checks  backup
    current
    filters
    selection
    cube  classes
    tally
    figures  measures  reconciliation
    picture
    exports
    layers
    options
    commands
    cli

``tests/test_architecture.py`` reads this list and holds every module to it. Nothing here knows Streamlit.
"""

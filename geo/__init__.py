"""The operational picture without a screen: boundaries, records, selection, figures and map layers.

Data flows one way. A module imports only from modules named above it:

    dutch  errors  plain_text
    attempts  settings  room
    crs  vocabulary  shelf
    reports
    words  tables  cells  formulas  grid  boundaries
    names
    parsing
    rules
    records
    drawn  headers  locate
    assets
    readers
    ground
    misplaced
    places
    rows  wording
    schema
    bulk  postgres  sqlite
    database  migrations
    marks  versions  migration
    snapshot  writing
    history  demo
    undo
    store  editing
    kept  archive  record_checks
    checks  past  since
    backup
    current
    filters
    selection
    cube  classes
    tally
    figures  measures  reconciliation
    picture
    exports
    geocode  matched
    nearby  offered
    returned
    imports  template
    parcels
    isolated
    layers
    options
    commands
    cli

``tests/test_architecture.py`` reads this list and holds every module to it. Nothing here knows Streamlit.
"""

"""The operational picture without a screen. Data walks one way: a package imports only from those above it.

    language messages                    the language of the reader; what is said, collected in catalogues
    errors vocabulary dutch plain_text   errors, words of the field, numbers and days, strangers' text
    metrics rates                        what is counted while it runs; how often one may do a thing
    rows                                 the rows of a small frame as plain values
    settings spelling                    what the environment sets; the known word nearest to a typed one
    areas                                where things are: boundaries, which area holds a point, names
    records                              what a record is, and what is wrong with it
    store files                          what was kept and when; tables of text in files and out of files
    picture imports                      the answers to a page's questions; from a stranger's sheet to records
    access                               who may see what: audiences, redaction
    charts                               the same answers as drawings
    exports                              the same answers as files
    layers                               the map: values in Python, drawing in JavaScript beside it
    drawings                             the picture on paper and slides: PNG, PDF, SVG
    account                              the report of a period: PDF, DOCX
    pack                                 all of that in one ZIP, with a map that opens without network and us
    commands                             ``python -m geo``

``pages`` and ``serving`` stand above all of it. Each package has one door: what others may use is imported in
its ``__init__``, which says in a sentence what it is. import-linter holds the order and the doors
(``pyproject.toml``). Nothing here knows Streamlit.
"""

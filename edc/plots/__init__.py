"""Pictures of data: frozen dataclasses of plain values in, SVG, PNG and CSV out.

Nothing here knows a form or a protocol.

`plot` says what every plot has in common, `figure` how a picture looks and becomes a file, `cache` that it is drawn
once; each other module is one kind of plot, with the rows that it draws and that its CSV holds.
"""

"""Controlled terms of the forms of this app by theme, with the submission value stored and the label shown."""

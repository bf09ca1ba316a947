"""The demonstration trial: invented participants, written through the verbs that the screens use.

It stands in the topmost application because it fills the forms of all of them, and only this one may import all.
`archetypes` says who there is, `courses` what happens to them, the entry builders what is written down about it and
by whom, `writer` writes it. Up to the writer nothing here touches the database.

The trail shows the server's own time for every entry: it cannot be moved, so a course of three years is entered
within a minute. The dates on the forms are those of the course and hang on the day on which it is made.
"""

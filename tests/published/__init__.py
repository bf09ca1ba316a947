"""Rules against what was published: tables read row by row, and worked examples."""

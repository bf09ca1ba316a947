"""What leaves the system: tables, codebook, annotated forms."""

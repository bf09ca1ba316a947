"""The tables that are measured; never part of the product."""

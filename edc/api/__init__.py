"""The REST API: one implementation, made from the declarations."""

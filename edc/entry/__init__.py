"""The entry screens, read from the declarations of the forms."""

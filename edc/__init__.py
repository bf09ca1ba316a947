"""The data-capture system: forms, access, audit, entry and exports. It knows nothing of one protocol."""

"""The audit trail: PostgreSQL triggers write it for every route; this package generates, installs and checks them."""

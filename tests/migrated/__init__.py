"""Makes test databases of SQLite quickly: the first one is migrated, the others are copies."""

"""An index of folded lemmas, for PostgreSQL and SQLite."""

"""Pages of the toolkit: structure, resources of all kinds, and the record of their editions."""

"""HTTP on top of delivery's reading: one answer, one address. The only importer of ninja."""

from integra_cms.plugins import Kind, ReadinessRule

WITHOUT_MODEL = Kind(
    "ghost", "unknown_references.GhostPage", "Ghost", "Ghosts", "user", "ghost.html"
)
WITHOUT_FACET = Kind(
    "lamp", "integra_pages.MethodPage", "Lamp", "Lamps", "user", "lamp.html", facets=("brightness",)
)
RULE = ReadinessRule("lit", "Lit", lambda page: [], kinds=("street",))

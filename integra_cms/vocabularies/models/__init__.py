"""What the network agrees on: terms, organisations, networks and projects."""

from integra_cms.vocabularies.models.organisations import Network, Organisation
from integra_cms.vocabularies.models.projects import Project, ProjectPartner, Statistic
from integra_cms.vocabularies.models.term import Term

__all__ = ["Network", "Organisation", "Project", "ProjectPartner", "Statistic", "Term"]

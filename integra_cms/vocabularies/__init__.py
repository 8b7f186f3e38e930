"""Terms with stable codes and labels in every language, organisations, networks and projects."""

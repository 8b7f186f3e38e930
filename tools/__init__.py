"""What developers of this project run; no part of the package."""

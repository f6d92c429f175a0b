"""Updates: a small package makes a copy of one version into the next, whatever stops the work in between."""

"""Drawings: a timeline to scale, incidents and figures over time; from values to plain shapes."""

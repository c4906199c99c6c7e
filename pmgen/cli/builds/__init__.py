"""The steps of a build, and what is remembered of one."""

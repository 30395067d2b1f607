"""The living brief: the commands that put the stages to use over days, not in one build."""

"""Is every text that is served under the label of its own language?"""

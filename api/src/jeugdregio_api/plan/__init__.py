"""Questions that are asked again: compiled once, answered without the library's executor.

See ``docs/developers/compiled-questions.md``.
"""

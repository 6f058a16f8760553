"""A region's allocations by the million, judged by this project and by other engines."""

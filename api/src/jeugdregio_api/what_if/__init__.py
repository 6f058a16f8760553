"""What if: a proposed change over all allocations of a region that run."""

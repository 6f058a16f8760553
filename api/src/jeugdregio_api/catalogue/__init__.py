"""What a region buys: profile sets with segments, profiles, intensities and arrangements."""

"""Who may ask what: one policy for every type and field, checked before anything is read."""

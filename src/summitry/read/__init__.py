"""Reading: one document in, one readout out."""

"""What a page of figures needs, whatever they are of: an agency, an area, the city."""

"""What is true of complaints: pure rules that know no clock, no database and no request."""

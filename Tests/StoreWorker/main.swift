// The campaign begins here.

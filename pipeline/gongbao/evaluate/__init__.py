"""Work areas put to the test, and paragraphs handed to people to be labelled and taken back."""

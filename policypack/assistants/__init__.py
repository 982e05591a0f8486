"""The server that coding assistants ask while they write a program: the Model Context Protocol on standard input and
output."""

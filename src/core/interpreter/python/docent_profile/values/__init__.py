"""What the text of a cell is: its shape, its kind, and the number or moment that it writes."""

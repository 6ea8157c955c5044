module types

go 1.22

module example.org/archway/oracle/errors

go 1.26

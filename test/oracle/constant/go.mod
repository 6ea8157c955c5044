module constant

go 1.22

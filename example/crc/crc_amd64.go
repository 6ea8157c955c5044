package crc

import "hash/crc32"

func init() {
	table := crc32.MakeTable(crc32.Castagnoli)
	update = func(crc uint32, packet []byte) uint32 {
		return crc32.Update(crc, table, packet)
	}
}

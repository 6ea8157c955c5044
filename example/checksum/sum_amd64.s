#include "textflag.h"

// func sum(data []byte) uint64
TEXT ·sum(SB), NOSPLIT, $0-32
	MOVQ data_base+0(FP), SI
	MOVQ data_len+8(FP), CX
	XORQ AX, AX

loop:
	TESTQ CX, CX
	JZ    done
	MOVBQZX (SI), DX
	ADDQ  DX, AX
	INCQ  SI
	DECQ  CX
	JMP   loop

done:
	MOVQ AX, ret+24(FP)
	RET

#include "textflag.h"

// Go's assembler lacks these instructions, so they are spelt as words.
// WIDEN turns the low (high) 8 bytes of Vn into 8 int16: SSHLL Vd.8H, Vn.8B, #0.
#define WIDENLOW(n, d)  WORD $(0x0F08A400 | n<<5 | d)
#define WIDENHIGH(n, d) WORD $(0x4F08A400 | n<<5 | d)

// MULLOW (MULHIGH) adds the products of the low (high) 4 int16 of Vn and Vm to
// the 4 int32 of Vd: SMLAL Vd.4S, Vn.4H, Vm.4H.
#define MULLOW(m, n, d)  WORD $(0x0E608000 | m<<16 | n<<5 | d)
#define MULHIGH(m, n, d) WORD $(0x4E608000 | m<<16 | n<<5 | d)

// 16 inputs of one row of a at REG against two rows of w, widened in V10..V13.
#define ROW(REG, acc0, acc1) \
	VLD1.P  32(REG), [V14.H8, V15.H8] \
	MULLOW(14, 10, acc0)  \
	MULLOW(14, 12, acc1)  \
	MULHIGH(14, 10, acc0) \
	MULHIGH(14, 12, acc1) \
	MULLOW(15, 11, acc0)  \
	MULLOW(15, 13, acc1)  \
	MULHIGH(15, 11, acc0) \
	MULHIGH(15, 13, acc1)

#define STORE(va, vb) \
	VADDV va.S4, V14   \
	VADDV vb.S4, V15   \
	VMOV  V14.S[0], R8 \
	VMOV  V15.S[0], R9 \
	MOVW  R8, (R0)     \
	MOVW  R9, 4(R0)    \
	ADD   R1<<2, R0

// func dotNEON(out *int32, outs int, a *int16, w *byte, in int)
TEXT ·dotNEON(SB), NOSPLIT, $0-40
	MOVD out+0(FP), R0
	MOVD outs+8(FP), R1
	MOVD a+16(FP), R2
	MOVD w+24(FP), R6
	MOVD in+32(FP), R10
	ADD  R10, R6, R7
	ADD  R10<<1, R2, R3
	ADD  R10<<1, R3, R4
	ADD  R10<<1, R4, R5
	VEOR V0.B16, V0.B16, V0.B16
	VEOR V1.B16, V1.B16, V1.B16
	VEOR V2.B16, V2.B16, V2.B16
	VEOR V3.B16, V3.B16, V3.B16
	VEOR V4.B16, V4.B16, V4.B16
	VEOR V5.B16, V5.B16, V5.B16
	VEOR V6.B16, V6.B16, V6.B16
	VEOR V7.B16, V7.B16, V7.B16

loop:
	VLD1.P 16(R6), [V8.B16]
	VLD1.P 16(R7), [V9.B16]
	WIDENLOW(8, 10)
	WIDENHIGH(8, 11)
	WIDENLOW(9, 12)
	WIDENHIGH(9, 13)
	ROW(R2, 0, 1)
	ROW(R3, 2, 3)
	ROW(R4, 4, 5)
	ROW(R5, 6, 7)
	SUBS $16, R10
	BNE  loop
	STORE(V0, V1)
	STORE(V2, V3)
	STORE(V4, V5)
	STORE(V6, V7)
	RET

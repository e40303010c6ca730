#include "textflag.h"

// One step: 16 inputs of four rows of a (R8, R9, R10, R11 + DX) against two rows of w.
#define STEP(off, woff) \
	VPMOVSXBW woff(SI), Y8       \
	VPMOVSXBW woff(DI), Y9       \
	VPMADDWD  off(R8), Y8, Y10   \
	VPMADDWD  off(R8), Y9, Y11   \
	VPADDD    Y10, Y0, Y0        \
	VPADDD    Y11, Y1, Y1        \
	VPMADDWD  off(R9), Y8, Y12   \
	VPMADDWD  off(R9), Y9, Y13   \
	VPADDD    Y12, Y2, Y2        \
	VPADDD    Y13, Y3, Y3        \
	VPMADDWD  off(R10), Y8, Y10  \
	VPMADDWD  off(R10), Y9, Y11  \
	VPADDD    Y10, Y4, Y4        \
	VPADDD    Y11, Y5, Y5        \
	VPMADDWD  off(R11), Y8, Y12  \
	VPMADDWD  off(R11), Y9, Y13  \
	VPADDD    Y12, Y6, Y6        \
	VPADDD    Y13, Y7, Y7

// The two accumulators of a row become two sums in the low half of X register.
#define STORE(ya, yb, xa, xt) \
	VPHADDD      yb, ya, ya  \
	VPHADDD      ya, ya, ya  \
	VEXTRACTI128 $1, ya, xt  \
	VPADDD       xt, xa, xa  \
	VMOVQ        xa, (AX)    \
	ADDQ         BX, AX

// func dotAVX2(out *int32, outs int, a *int16, w *byte, in int)
TEXT ·dotAVX2(SB), NOSPLIT, $0-40
	MOVQ  out+0(FP), AX
	MOVQ  outs+8(FP), BX
	SHLQ  $2, BX
	MOVQ  a+16(FP), R8
	MOVQ  w+24(FP), SI
	MOVQ  in+32(FP), CX
	LEAQ  (SI)(CX*1), DI
	LEAQ  (R8)(CX*2), R9
	LEAQ  (R9)(CX*2), R10
	LEAQ  (R10)(CX*2), R11
	VPXOR Y0, Y0, Y0
	VPXOR Y1, Y1, Y1
	VPXOR Y2, Y2, Y2
	VPXOR Y3, Y3, Y3
	VPXOR Y4, Y4, Y4
	VPXOR Y5, Y5, Y5
	VPXOR Y6, Y6, Y6
	VPXOR Y7, Y7, Y7

loop:
	STEP(0, 0)
	STEP(32, 16)
	ADDQ $32, SI
	ADDQ $32, DI
	ADDQ $64, R8
	ADDQ $64, R9
	ADDQ $64, R10
	ADDQ $64, R11
	SUBQ $32, CX
	JNZ  loop
	STORE(Y0, Y1, X0, X8)
	STORE(Y2, Y3, X2, X8)
	STORE(Y4, Y5, X4, X8)
	STORE(Y6, Y7, X6, X8)
	VZEROUPPER
	RET

DATA magnitude<>+0(SB)/4, $0x7fffffff
GLOBL magnitude<>(SB), RODATA, $4
DATA three<>+0(SB)/4, $3.0
GLOBL three<>(SB), RODATA, $4
DATA minusThree<>+0(SB)/4, $-3.0
GLOBL minusThree<>(SB), RODATA, $4
DATA nine<>+0(SB)/4, $9.0
GLOBL nine<>(SB), RODATA, $4
DATA twentySeven<>+0(SB)/4, $27.0
GLOBL twentySeven<>(SB), RODATA, $4
DATA half<>+0(SB)/4, $0.5
GLOBL half<>(SB), RODATA, $4
DATA unit<>+0(SB)/4, $1.0
GLOBL unit<>(SB), RODATA, $4

// func maxAbs(x *float32, n int) float32
TEXT ·maxAbs(SB), NOSPLIT, $0-20
	MOVQ         x+0(FP), SI
	MOVQ         n+8(FP), CX
	VBROADCASTSS magnitude<>(SB), Y2
	VXORPS       Y0, Y0, Y0
	VXORPS       Y1, Y1, Y1

largest:
	VANDPS (SI), Y2, Y3
	VANDPS 32(SI), Y2, Y4
	VMAXPS Y3, Y0, Y0
	VMAXPS Y4, Y1, Y1
	ADDQ   $64, SI
	SUBQ   $16, CX
	JNZ    largest
	VMAXPS       Y1, Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VMAXPS       X1, X0, X0
	VPERMILPS    $0x4e, X0, X1
	VMAXPS       X1, X0, X0
	VPERMILPS    $0xb1, X0, X1
	VMAXPS       X1, X0, X0
	VMOVSS       X0, ret+16(FP)
	VZEROUPPER
	RET

// func scaleRound(q *int16, x *float32, n int, by float32)
TEXT ·scaleRound(SB), NOSPLIT, $0-28
	MOVQ         q+0(FP), DI
	MOVQ         x+8(FP), SI
	MOVQ         n+16(FP), CX
	VBROADCASTSS by+24(FP), Y2

scale:
	VMULPS    (SI), Y2, Y0
	VMULPS    32(SI), Y2, Y1
	VCVTPS2DQ Y0, Y0
	VCVTPS2DQ Y1, Y1
	VPACKSSDW Y1, Y0, Y0
	VPERMQ    $0xd8, Y0, Y0
	VMOVDQU   Y0, (DI)
	ADDQ      $64, SI
	ADDQ      $32, DI
	SUBQ      $16, CX
	JNZ       scale
	VZEROUPPER
	RET

// func finishVector(y *float32, acc *int32, step, bias *float32, n int, by float32)
TEXT ·finishVector(SB), NOSPLIT, $0-44
	MOVQ         y+0(FP), DI
	MOVQ         acc+8(FP), SI
	MOVQ         step+16(FP), BX
	MOVQ         bias+24(FP), DX
	MOVQ         n+32(FP), CX
	VBROADCASTSS by+40(FP), Y4

finish:
	VCVTDQ2PS (SI), Y0
	VCVTDQ2PS 32(SI), Y1
	VMULPS    (BX), Y4, Y2
	VMULPS    32(BX), Y4, Y3
	VMULPS    Y2, Y0, Y0
	VMULPS    Y3, Y1, Y1
	VADDPS    (DX), Y0, Y0
	VADDPS    32(DX), Y1, Y1
	VMOVUPS   Y0, (DI)
	VMOVUPS   Y1, 32(DI)
	ADDQ      $64, SI
	ADDQ      $64, BX
	ADDQ      $64, DX
	ADDQ      $64, DI
	SUBQ      $16, CX
	JNZ       finish
	VZEROUPPER
	RET

// y = x(27+x²)/(27+9x²) for x held between -3 and 3: where x is held, that is ±1.
#define TANH(y, t) \
	VMINPS y, Y15, y   \
	VMAXPS y, Y14, y   \
	VMULPS y, y, t     \
	VADDPS t, Y13, Y11 \
	VMULPS Y11, y, Y11 \
	VMULPS t, Y12, t   \
	VADDPS t, Y13, t   \
	VDIVPS t, Y11, y

// func recurVector(cand, forget, reset, h, c *float32, n int)
TEXT ·recurVector(SB), NOSPLIT, $0-48
	MOVQ         cand+0(FP), SI
	MOVQ         forget+8(FP), BX
	MOVQ         reset+16(FP), DX
	MOVQ         h+24(FP), DI
	MOVQ         c+32(FP), R8
	MOVQ         n+40(FP), CX
	XORQ         AX, AX
	VBROADCASTSS three<>(SB), Y15
	VBROADCASTSS minusThree<>(SB), Y14
	VBROADCASTSS twentySeven<>(SB), Y13
	VBROADCASTSS nine<>(SB), Y12
	VBROADCASTSS half<>(SB), Y10
	VBROADCASTSS unit<>(SB), Y9

unit8:
	VMULPS  (BX)(AX*4), Y10, Y0
	TANH(Y0, Y5)
	VMULPS  Y0, Y10, Y0
	VADDPS  Y0, Y10, Y0             // f
	VMULPS  (DX)(AX*4), Y10, Y1
	TANH(Y1, Y6)
	VMULPS  Y1, Y10, Y1
	VADDPS  Y1, Y10, Y1             // r
	VSUBPS  Y0, Y9, Y2
	VMULPS  (SI)(AX*4), Y2, Y2      // candidate·(1-f)
	VMULPS  (R8)(AX*4), Y0, Y3      // f·c
	VADDPS  Y3, Y2, Y2
	VMOVUPS Y2, (R8)(AX*4)
	TANH(Y2, Y7)
	VMOVUPS (DI)(AX*4), Y4
	VSUBPS  Y4, Y2, Y2
	VMULPS  Y2, Y1, Y2
	VADDPS  Y2, Y4, Y4
	VMOVUPS Y4, (DI)(AX*4)
	ADDQ    $8, AX
	CMPQ    AX, CX
	JLT     unit8
	VZEROUPPER
	RET

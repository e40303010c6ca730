#include "textflag.h"

DATA constants<>+0(SB)/4, $3.0
DATA constants<>+4(SB)/4, $-3.0
DATA constants<>+8(SB)/4, $27.0
DATA constants<>+12(SB)/4, $9.0
DATA constants<>+16(SB)/4, $0.5
DATA constants<>+20(SB)/4, $1.0
DATA constants<>+24(SB)/4, $0.25
GLOBL constants<>(SB), RODATA, $28

// TANH turns x in y into model.Tanh(x) and leaves its slope in t; q is scratch.
// Beyond ±3 x is held, where the value is ±1 and the slope 0.
#define TANH(y, t, q) \
	VMINPS y, Y15, y  \
	VMAXPS y, Y14, y  \
	VMULPS y, y, t    \
	VMULPS t, Y12, q  \
	VADDPS q, Y13, q  \
	VDIVPS q, Y10, q  \
	VMULPS q, y, y    \
	VADDPS t, Y13, Y8 \
	VMULPS Y8, y, y   \
	VMULPS t, Y15, t  \
	VSUBPS t, Y13, t  \
	VMULPS q, t, t    \
	VMULPS t, t, t

// GATE turns u in y into model.Sigmoid(u) and leaves four times its slope in t.
#define GATE(y, t, q) \
	VMULPS y, Y11, y  \
	TANH(y, t, q)     \
	VMULPS y, Y11, y  \
	VADDPS y, Y11, y

#define CONSTANTS \
	VBROADCASTSS constants<>+0(SB), Y15  \
	VBROADCASTSS constants<>+4(SB), Y14  \
	VBROADCASTSS constants<>+8(SB), Y13  \
	VBROADCASTSS constants<>+12(SB), Y12 \
	VBROADCASTSS constants<>+16(SB), Y11 \
	VBROADCASTSS constants<>+20(SB), Y10 \
	VBROADCASTSS constants<>+24(SB), Y9

// func forwardVector(u *float32, d int, x, before, c, h *float32, n int)
TEXT ·forwardVector(SB), NOSPLIT, $0-56
	MOVQ u+0(FP), AX
	MOVQ d+8(FP), R8
	MOVQ x+16(FP), SI
	MOVQ before+24(FP), BX
	MOVQ c+32(FP), DI
	MOVQ h+40(FP), DX
	MOVQ n+48(FP), CX
	SHLQ $2, R8
	LEAQ (AX)(R8*1), R9
	LEAQ (R9)(R8*1), R10
	XORQ R11, R11
	CONSTANTS

forward8:
	VMOVUPS (R9)(R11*4), Y0
	GATE(Y0, Y1, Y2)            // f
	VMOVUPS (R10)(R11*4), Y3
	GATE(Y3, Y1, Y2)            // r
	VSUBPS  Y0, Y10, Y4
	VMULPS  (AX)(R11*4), Y4, Y4
	VMULPS  (BX)(R11*4), Y0, Y5
	VADDPS  Y5, Y4, Y4
	VMOVUPS Y4, (DI)(R11*4)
	TANH(Y4, Y1, Y2)
	VMOVUPS (SI)(R11*4), Y5
	VSUBPS  Y5, Y4, Y4
	VMULPS  Y4, Y3, Y4
	VADDPS  Y4, Y5, Y4
	VMOVUPS Y4, (DX)(R11*4)
	ADDQ    $8, R11
	CMPQ    R11, CX
	JLT     forward8
	VZEROUPPER
	RET

// func backwardVector(u, du *float32, d int, x, c, before, dh, dx, carry *float32, n int)
TEXT ·backwardVector(SB), NOSPLIT, $0-80
	MOVQ u+0(FP), AX
	MOVQ du+8(FP), BX
	MOVQ d+16(FP), R8
	MOVQ x+24(FP), SI
	MOVQ c+32(FP), DI
	MOVQ before+40(FP), DX
	MOVQ dh+48(FP), R9
	MOVQ dx+56(FP), R10
	MOVQ carry+64(FP), R11
	MOVQ n+72(FP), CX
	SHLQ $2, R8
	CONSTANTS

backward8:
	VMOVUPS (AX)(R8*1), Y0
	GATE(Y0, Y1, Y2)            // f, 4f'
	VMOVUPS (AX)(R8*2), Y3
	GATE(Y3, Y4, Y2)            // r, 4r'
	VMOVUPS (DI), Y5
	TANH(Y5, Y6, Y2)            // tanh(c), its slope
	VMOVUPS (R9), Y2            // dh
	VSUBPS  (SI), Y5, Y5
	VMULPS  Y2, Y5, Y5
	VMULPS  Y4, Y5, Y5
	VMULPS  Y9, Y5, Y5
	VMOVUPS Y5, (BX)(R8*2)      // reset gate
	VMULPS  Y3, Y2, Y7          // dh·r
	VSUBPS  Y7, Y2, Y2
	VADDPS  (R10), Y2, Y2
	VMOVUPS Y2, (R10)
	VMULPS  Y6, Y7, Y7
	VADDPS  (R11), Y7, Y7       // the cell
	VMULPS  Y0, Y7, Y2
	VMOVUPS Y2, (R11)
	VSUBPS  Y2, Y7, Y6
	VMOVUPS Y6, (BX) // candidate
	VMOVUPS (DX), Y5
	VSUBPS  (AX), Y5, Y5
	VMULPS  Y7, Y5, Y5
	VMULPS  Y1, Y5, Y5
	VMULPS  Y9, Y5, Y5
	VMOVUPS Y5, (BX)(R8*1)      // forget gate
	ADDQ    $32, AX
	ADDQ    $32, BX
	ADDQ    $32, SI
	ADDQ    $32, DI
	ADDQ    $32, DX
	ADDQ    $32, R9
	ADDQ    $32, R10
	ADDQ    $32, R11
	SUBQ    $8, CX
	JNZ     backward8
	VZEROUPPER
	RET

// func adamVector(w, avg, m, v, grad *float32, n int, k *adam)
TEXT ·adamVector(SB), NOSPLIT, $0-56
	MOVQ w+0(FP), AX
	MOVQ avg+8(FP), BX
	MOVQ m+16(FP), SI
	MOVQ v+24(FP), DI
	MOVQ grad+32(FP), DX
	MOVQ n+40(FP), CX
	MOVQ k+48(FP), R8
	VBROADCASTSS 0(R8), Y15    // rate
	VBROADCASTSS 4(R8), Y14    // b1
	VBROADCASTSS 8(R8), Y13    // 1-b1
	VBROADCASTSS 12(R8), Y12   // b2
	VBROADCASTSS 16(R8), Y11   // 1-b2
	VBROADCASTSS 20(R8), Y10   // decay
	VBROADCASTSS 24(R8), Y9    // scale
	VBROADCASTSS 28(R8), Y8    // epsilon

adam8:
	VMULPS  (DX), Y9, Y0
	VMULPS  (SI), Y14, Y1
	VMULPS  Y0, Y13, Y2
	VADDPS  Y2, Y1, Y1
	VMOVUPS Y1, (SI)
	VMULPS  Y0, Y0, Y0
	VMULPS  Y0, Y11, Y0
	VMULPS  (DI), Y12, Y2
	VADDPS  Y0, Y2, Y2
	VMOVUPS Y2, (DI)
	VSQRTPS Y2, Y2
	VADDPS  Y8, Y2, Y2
	VMULPS  Y1, Y15, Y1
	VDIVPS  Y2, Y1, Y1
	VMOVUPS (AX), Y3
	VSUBPS  Y1, Y3, Y3
	VMOVUPS Y3, (AX)
	VMOVUPS (BX), Y4
	VSUBPS  Y3, Y4, Y4
	VMULPS  Y4, Y10, Y4
	VADDPS  Y4, Y3, Y4
	VMOVUPS Y4, (BX)
	ADDQ    $32, AX
	ADDQ    $32, BX
	ADDQ    $32, SI
	ADDQ    $32, DI
	ADDQ    $32, DX
	SUBQ    $8, CX
	JNZ     adam8
	VZEROUPPER
	RET

package model

// Tanh is the rational approximation x(27+x²)/(27+9x²) of the hyperbolic tangent,
// held at ±1 beyond ±3, where it arrives with slope 0. Training and inference use
// this same function: it needs only operations that IEEE 754 rounds the same way
// on every processor. The conversions keep compilers from fusing them.
func Tanh(x float32) float32 {
	if x > 3 {
		return 1
	}
	if x < -3 {
		return -1
	}
	a := float32(x * x)
	return float32(x*float32(27+a)) / float32(27+float32(9*a))
}

// Sigmoid is (1 + Tanh(x/2)) / 2.
func Sigmoid(x float32) float32 {
	return float32(0.5 + float32(0.5*Tanh(float32(0.5*x))))
}

// Round rounds to the nearest whole number, halves to the even one, for |x| < 2²².
// Adding and taking off 1.5·2²³ leaves no room for a fraction.
func Round(x float32) int32 {
	const magic = 12582912
	return int32(float32(x+magic) - magic)
}

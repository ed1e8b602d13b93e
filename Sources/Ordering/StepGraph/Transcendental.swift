internal import Foundation

// The two functions that the step models need, in double precision; Foundation is imported nowhere
// else in the step graphs.

func naturalLogarithm(_ x: Double) -> Double { log(x) }

func exponential(_ x: Double) -> Double { exp(x) }

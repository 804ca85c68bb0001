package nonisolated(unsafe) var knobs: [Double] = [Double](repeating: .nan, count: 32)
@inline(__always) func knob(_ i: Int, _ d: Double) -> Double { let k = unsafe knobs[i]; return k.isNaN ? d : k }

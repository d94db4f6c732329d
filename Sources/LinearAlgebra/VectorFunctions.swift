import CVectorMath

/// exp(factor × x + shift) of every value, through the processor's vector registers (at most four units in the last place).
public func exponentialsOf(_ values: [Double], factor: Double = 1, shift: Double = 0) -> [Double] {
    Array(unsafeUninitializedCapacity: values.count) { result, count in
        guard let result = result.baseAddress else { return }
        hl_exp(values, result, values.count, factor, shift)
        count = values.count
    }
}

/// Natural logarithms of every value (at most four units in the last place).
public func logarithmsOf(_ values: [Double]) -> [Double] {
    Array(unsafeUninitializedCapacity: values.count) { result, count in
        guard let result = result.baseAddress else { return }
        hl_log(values, result, values.count)
        count = values.count
    }
}

/// The class of processor whose loops run: bits are the same on every machine of one class.
public var processorClass: String { String(cString: hl_processor_class()) }

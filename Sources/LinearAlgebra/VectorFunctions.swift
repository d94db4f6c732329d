import CVectorMath

/// An array of some length filled through a pointer to its fresh memory, large pages asked for where it is large.
func filledArray<T>(_ length: Int, _ fill: (UnsafeMutablePointer<T>) -> Void) -> [T] {
    Array(unsafeUninitializedCapacity: length) { buffer, count in
        guard length > 0, let start = buffer.baseAddress else { return }
        if length * MemoryLayout<T>.stride > 4 << 20 { hl_advise_large_pages(start, length * MemoryLayout<T>.stride) }
        fill(start)
        count = length
    }
}

/// exp(factor × x + shift) of every value, through the processor's vector registers (at most four units in the last
/// place).
public func exponentialsOf(_ values: [Double], factor: Double = 1, shift: Double = 0) -> [Double] {
    filledArray(values.count) { hl_exp(values, $0, values.count, factor, shift) }
}

/// Natural logarithms of every value (at most four units in the last place).
public func logarithmsOf(_ values: [Double]) -> [Double] {
    filledArray(values.count) { hl_log(values, $0, values.count) }
}

/// The class of processor whose loops run: bits are the same on every machine of one class.
public var processorClass: String { String(cString: hl_processor_class()) }

/// For programs that answer again and again: memory of freed matrices stays with the process for the next ones, up to
/// `bytes`, where it would otherwise be handed back and fetched anew, page by page. Changes no result.
public func keepFreedMemory(upTo bytes: Int) { hl_keep_freed_memory(min(bytes, 1 << 30)) }

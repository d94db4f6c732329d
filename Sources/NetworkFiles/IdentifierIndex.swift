/// Numbers for identifiers, in the order in which they first come: an open hash table over their bytes, since a feed
/// names its trips and stops ten million times.
package struct IdentifierIndex: Sendable {
    private var slots: [Int32]
    private var hashes: [UInt64] = []
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    /// Differs from run to run, so that no file can be made whose identifiers all meet; numbers do not depend on it.
    private let seed = UInt64.random(in: .min ... .max)

    package init() { slots = Array(repeating: -1, count: 1_024) }

    package var count: Int { ends.count }

    package subscript(number: Int) -> String { String(decoding: bytes[range(number)], as: UTF8.self) }

    package func find(_ key: UnsafeBufferPointer<UInt8>) -> Int? {
        let slot = slots[place(key, hash(key))]
        return slot < 0 ? nil : Int(slot)
    }

    package func find(_ key: String) -> Int? {
        var key = key
        return key.withUTF8 { find($0) }
    }

    /// The number of an identifier, and whether it is new.
    package mutating func insert(_ key: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
        let hash = hash(key)
        let found = place(key, hash)
        if slots[found] >= 0 { return (Int(slots[found]), false) }
        slots[found] = Int32(ends.count)
        hashes.append(hash)
        bytes.append(contentsOf: key)
        ends.append(bytes.count)
        if ends.count * 2 > slots.count { grow() }
        return (ends.count - 1, true)
    }

    private func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

    private func place(_ key: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if hashes[number] == hash, same(number, key) { return slot }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private func same(_ number: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
        let range = range(number)
        if range.count != key.count { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            for offset in 0..<key.count where bytes[range.lowerBound + offset] != key[offset] { return false }
            return true
        }
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        let mask = slots.count - 1
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(number)
        }
    }

    private func hash(_ key: UnsafeBufferPointer<UInt8>) -> UInt64 {
        var hash = seed
        for byte in key { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        hash ^= hash >> 32
        return hash &* 0x9e37_79b9_7f4a_7c15 ^ hash >> 29
    }
}

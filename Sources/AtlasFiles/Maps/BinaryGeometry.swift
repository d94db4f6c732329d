/// A geometry in the GeoPackage's binary form (OGC 12-128r18, clause 2.1.3): a header, then well-known binary.
struct BinaryGeometry {
    let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Nil for what is no geometry.
    mutating func package() -> MapShape? {
        if bytes.isEmpty { return MapShape() }
        guard bytes.count >= 8, bytes[0] == 0x47, bytes[1] == 0x50 else { return nil }
        let envelope = [0, 32, 48, 48, 64, -1, -1, -1][Int(bytes[3] >> 1 & 7)]
        if envelope < 0 { return nil }
        if bytes[3] >> 4 & 1 == 1 { return MapShape() }
        position = 8 + envelope
        return geometry(depth: 0)
    }

    private mutating func geometry(depth: Int) -> MapShape? {
        guard depth < 8, let order = byte() else { return nil }
        let isLittle = order == 1
        guard let code = integer(isLittle) else { return nil }
        let kind = code & 0xFF_FFFF
        let extra = kind / 1_000 == 3 || code >> 30 == 3 ? 2 : kind / 1_000 > 0 || code >> 30 > 0 ? 1 : 0
        var shape = MapShape()
        switch kind % 1_000 {
        case 1:
            guard let point = point(isLittle, extra) else { return nil }
            // A point without a position is written as not-a-number.
            if point.x == point.x && point.y == point.y { shape.points = [point] }
        case 2:
            guard let line = points(isLittle, extra) else { return nil }
            if line.count > 1 { shape.lines = [line] }
        case 3:
            guard let count = integer(isLittle), Int(count) * 4 <= bytes.count - position else { return nil }
            var rings: [[SIMD2<Double>]] = []
            for _ in 0..<count {
                guard let ring = points(isLittle, extra) else { return nil }
                rings.append(ring)
            }
            if rings.first.map({ $0.count >= 4 }) == true { shape.polygons = [rings.filter { $0.count >= 4 }] }
        case 4, 5, 6, 7:
            guard let count = integer(isLittle), Int(count) * 9 <= bytes.count - position else { return nil }
            for _ in 0..<count {
                guard let part = geometry(depth: depth + 1) else { return nil }
                shape.add(part)
                // What follows a kind that cannot be read cannot be found.
                if !part.unread.isEmpty { break }
            }
        case let other: shape.unread = ["geometry of type \(other)"]
        }
        return shape
    }

    private mutating func points(_ isLittle: Bool, _ extra: Int) -> [SIMD2<Double>]? {
        guard let count = integer(isLittle), Int(count) * 8 * (2 + extra) <= bytes.count - position else { return nil }
        var found: [SIMD2<Double>] = []
        for _ in 0..<count {
            guard let point = point(isLittle, extra) else { return nil }
            found.append(point)
        }
        return found
    }

    private mutating func point(_ isLittle: Bool, _ extra: Int) -> SIMD2<Double>? {
        guard let x = double(isLittle), let y = double(isLittle) else { return nil }
        position += 8 * extra
        return SIMD2(x, y)
    }

    private mutating func byte() -> UInt8? {
        guard position < bytes.count else { return nil }
        position += 1
        return bytes[position - 1]
    }

    private mutating func integer(_ isLittle: Bool) -> UInt32? {
        guard position + 4 <= bytes.count else { return nil }
        let four = bytes[position..<(position + 4)]
        position += 4
        return (isLittle ? Array(four.reversed()) : Array(four)).reduce(0) { $0 << 8 | UInt32($1) }
    }

    private mutating func double(_ isLittle: Bool) -> Double? {
        guard position + 8 <= bytes.count else { return nil }
        let eight = bytes[position..<(position + 8)]
        position += 8
        return Double(
            bitPattern: (isLittle ? Array(eight.reversed()) : Array(eight)).reduce(0) { $0 << 8 | UInt64($1) })
    }
}

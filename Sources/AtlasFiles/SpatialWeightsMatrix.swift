extension NeighbourList {
    /// Reads ArcGIS's spatial weights matrix (.swm): a line of text (`VERSION@…;UNIQUEID@…`, or `id;system` before
    /// 10.1), the number of places and whether rows add up to one, then for each place its id, its number of
    /// neighbours, their ids, their weights (one for all where the head says FIXEDWEIGHTS) and the weights' sum.
    /// Numbers are little-endian. A problem's row counts places.
    init(spatialWeightsMatrix bytes: [UInt8], _ file: String) throws(AtlasProblem) {
        self.init(links: [])
        guard let end = bytes.prefix(4_096).firstIndex(of: UInt8(ascii: "\n")) else {
            throw AtlasProblem(file: file, expected: "a spatial weights matrix of ArcGIS (.swm)", "ArcGIS 空间权重矩阵（.swm）")
        }
        let head = String(decoding: bytes[..<end], as: UTF8.self).uppercased()
        let isFixed = head.hasPrefix("VERSION@") && head.contains("FIXEDWEIGHTS@TRUE")
        var reader = LittleEndianReader(bytes: bytes, position: end + 1)
        let cut = AtlasProblem(file: file, expected: "a whole file; it ends early", "完整的文件；文件不完整")
        guard let count = reader.integer(), reader.integer() != nil else { throw cut }
        guard count >= 0 else {
            throw AtlasProblem(
                file: file, value: "\(count)", expected: "a number of places of 0 or more in the head", "文件头中不小于 0 的地区数"
            )
        }
        self.count = count
        for row in 0..<count {
            guard let id = reader.integer(), let neighbours = reader.integer(), reader.holds(4 * neighbours) else {
                throw cut
            }
            named.append(("\(id)", row + 1))
            if neighbours == 0 { continue }
            let others = (0..<neighbours).compactMap { _ in reader.integer() }
            let own = (0..<(isFixed ? 1 : neighbours)).compactMap { _ in reader.number() }
            guard others.count == neighbours, own.count == (isFixed ? 1 : neighbours), reader.number() != nil else {
                throw cut
            }
            for (position, other) in others.enumerated() {
                let weight = isFixed ? own[0] : own[position]
                if other == id && weight == 0 { continue }
                guard weight >= 0, weight.isFinite else {
                    throw AtlasProblem(
                        file: file, row: row + 1, value: "\(weight)", expected: "weights of 0 or more", "不小于 0 的权重")
                }
                links.append(NeighbourLink(from: "\(id)", to: "\(other)", weight: weight, line: row + 1))
            }
        }
        if reader.position < bytes.count {
            throw AtlasProblem(
                file: file, row: count + 1, expected: "the end of the file after the \(count) places of its head",
                "文件头所述 \(count) 个地区之后的文件结尾")
        }
    }
}

/// Numbers one after the other, nil past the end.
private struct LittleEndianReader {
    let bytes: [UInt8]
    var position: Int

    func holds(_ count: Int) -> Bool { count >= 0 && count <= bytes.count - position }

    mutating func integer() -> Int? { bits(4).map { Int(Int32(truncatingIfNeeded: $0)) } }

    mutating func number() -> Double? { bits(8).map(Double.init(bitPattern:)) }

    private mutating func bits(_ count: Int) -> UInt64? {
        guard holds(count) else { return nil }
        defer { position += count }
        return bytes[position..<position + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

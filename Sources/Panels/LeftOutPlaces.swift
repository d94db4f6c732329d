public import Atlases
public import Measures

extension SpatialWeights {
    /// Places, of some, that have a neighbour among none of them: by their numbers.
    func alone(among places: [Int]) -> [Int] {
        let known = Set(places)
        return places.filter { place in
            !zip(neighbours[place], weights[place]).contains { known.contains($0) && $1 > 0 }
        }
    }
}

extension Panel {
    /// Who takes no part, by name: places without a value in some period, and those whose neighbours have none.
    ///
    /// - Parameter neighbours: whom a measure looks at; nil where it looks at none.
    public func leftOutRemarks(neighbours: SpatialWeights? = nil) -> [Remark] {
        var (without, alone): ([Int: [String]], [Int: [String]]) = ([:], [:])
        for period in periods {
            let held = period.entries.map(\.place)
            for place in Set(places.indices).subtracting(held) { without[place, default: []].append(period.label) }
            for place in neighbours?.alone(among: held) ?? [] { alone[place, default: []].append(period.label) }
        }
        return [
            said(without, Remark("Left out for want of a value", "因缺少数值未计入")),
            said(alone, Remark("Without a neighbour that has a value", "没有带数值的相邻地区")),
        ].compactMap { $0 }
    }

    /// Names, each with its periods where these are not all.
    private func said(_ found: [Int: [String]], _ what: Remark) -> Remark? {
        let named = found.keys.sorted().map { place -> Remark in
            let labels = found[place] ?? []
            if labels.count == periods.count { return names[place] }
            let few = labels.prefix(3).joined(separator: ", ") + (labels.count > 3 ? " …" : "")
            return Remark("\(names[place].english) (\(few))", "\(names[place].chinese)（\(few)）")
        }
        return listed(what, named)
    }
}

extension SectorPanel {
    /// Regions without a neighbour, by name.
    public func aloneRemarks() -> [Remark] {
        let alone = neighbours?.alone(among: Array(regions.indices)) ?? []
        return [listed(Remark("Without a neighbour", "没有相邻地区"), alone.map { names[$0] })].compactMap { $0 }
    }
}

/// A list of at most a dozen names; nil where there are none.
private func listed(_ what: Remark, _ names: [Remark]) -> Remark? {
    if names.isEmpty { return nil }
    let more = names.count - 12
    let rest = more > 0 ? Remark(" and \(more) more", " 等 \(names.count) 个") : Remark("", "")
    return Remark(
        "\(what.english): \(names.prefix(12).map(\.english).joined(separator: ", "))\(rest.english).",
        "\(what.chinese)：\(names.prefix(12).map(\.chinese).joined(separator: "、"))\(rest.chinese)。")
}

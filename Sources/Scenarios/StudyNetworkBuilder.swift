import Atlases
import Transport

/// Puts a study's network together: railways by their opening day, given links, modelled roads and crossings.
struct StudyNetworkBuilder {
    let nodes: [Region]
    let index: [String: Int]
    let parameters: StudyParameters
    var links: [StudyLink] = []
    private(set) var rails: [RailLink] = []
    /// Of railways and given links, and of roads and crossings.
    private(set) var railNotes: [Remark] = []
    private(set) var notes: [Remark] = []

    mutating func addBoth(
        _ a: Int, _ b: Int, _ mode: Mode, _ km: Double, _ origin: LinkOrigin, hours: Double = 0, design: Double? = nil
    ) {
        for (from, to) in [(a, b), (b, a)] {
            links.append(
                StudyLink(
                    id: links.count, from: from, to: to, mode: mode, lengthKm: km, designSpeedKmh: design,
                    fixedHours: hours, origin: origin))
        }
    }

    mutating func addRail(_ railLinks: [RailLink], date: Day, carved: Set<String>) {
        var (later, undated, assumedSpeed, outside) = (0, 0, 0, 0)
        for rail in railLinks {
            if let opened = rail.opened, opened > date {
                later += 1
                continue
            }
            let useCarved = rail.carvedTo.map(carved.contains) ?? false
            guard let from = index[rail.from], let to = index[useCarved ? rail.carvedTo ?? rail.to : rail.to] else {
                outside += 1
                continue
            }
            rails.append(rail)
            if rail.opened == nil { undated += 1 }
            if rail.designSpeedKmh == nil { assumedSpeed += 1 }
            let straight = distance(nodes[from], nodes[to])
            let given = useCarved ? rail.carvedLengthKm : rail.lengthKm ?? rail.lengthEstimatedKm
            let km = max(given ?? 1.1 * straight, straight)
            let design = rail.designSpeedKmh ?? parameters[rail.lineClass.designSpeedParameter]
            addBoth(from, to, .rail, km, .atlas(opened: rail.opened), design: design)
        }
        railNotes.append(
            Remark(
                """
                \(later) rail links that opened after \(date) are left out; \(undated) without a sourced opening \
                day count as open
                """,
                "\(later) 条在 \(date) 之后开通的铁路连接未计入；\(undated) 条无开通日期来源，视为已开通"))
        railNotes.append(
            Remark(
                "\(assumedSpeed) rail links without a published design speed run at the assumed one of their class",
                "\(assumedSpeed) 条无公布设计速度的铁路连接按同类线路的假设速度计算"))
        if outside > 0 {
            railNotes.append(Remark("rail links that end outside the network: \(outside)", "终点在网络之外的铁路连接：\(outside) 条"))
        }
    }

    private static let modes: [TravelMode: Mode] = [.road: .road, .rail: .rail]

    /// Links with hours of their own.
    mutating func addGiven(_ given: [TravelLink], date: Day) {
        var later = 0
        for link in given {
            guard link.isOpen(date) else {
                later += 1
                continue
            }
            guard let a = index[link.from], let b = index[link.to] else { continue }
            let straight = distance(nodes[a], nodes[b])
            let km = link.lengthKm ?? (straight.isFinite ? straight : 0)
            addBoth(a, b, Self.modes[link.mode] ?? .other, km, .given, hours: link.hours)
            if link.isOneWay { links.removeLast() }
        }
        if !given.isEmpty {
            railNotes.append(
                Remark(
                    "\(given.count - later) links with the hours given, \(later) not open on \(date)",
                    "采用给定小时数的连接 \(given.count - later) 条，\(date) 未开通 \(later) 条"))
        }
    }

    mutating func addRoads(_ adjacencies: [Adjacency]) {
        var modelled = 0
        for adjacency in adjacencies {
            guard let a = index[adjacency.first], let b = index[adjacency.second] else { continue }
            if nodes[a].position == nil || nodes[b].position == nil { continue }
            addRoad(a, b)
            modelled += 1
        }
        if modelled == 0 { return }
        notes.append(
            Remark(
                "roads are modelled: neighbouring regions joined seat to seat, no road network is bundled",
                "公路为模型估算：相邻地区按驻地直接相连，未收录公路网")
        )
    }

    private mutating func addRoad(_ a: Int, _ b: Int) {
        let km = distance(nodes[a], nodes[b]) * parameters[.roadDetour]
        addBoth(a, b, .road, km, .road, hours: km / parameters[.roadSpeedKmh])
    }

    /// A carved place has roads to the region it is carved from and to that region's neighbours.
    mutating func joinCarved(_ carved: [String], adjacencies: [Adjacency]) {
        for code in carved {
            guard let place = index[code], let parent = nodes[place].partOf, let whole = index[parent] else { continue }
            addRoad(place, whole)
            for adjacency in adjacencies {
                let other =
                    adjacency.first == parent ? adjacency.second : adjacency.second == parent ? adjacency.first : nil
                if let other, let neighbour = index[other] { addRoad(place, neighbour) }
            }
        }
    }

    /// Islands within 150 km of the mainland get one modelled crossing by road or ferry; the rest stay unconnected.
    mutating func addCrossings() {
        var component = roadComponents()
        var crossings: [(String, String)] = []
        while true {
            guard let mainland = mostFrequent(component) else { break }
            var best: (km: Double, a: Int, b: Int)?
            for a in nodes.indices where component[a] != mainland {
                for b in nodes.indices where component[b] == mainland {
                    let km = distance(nodes[a], nodes[b])
                    if km <= 150, km < best?.km ?? .infinity { best = (km, a, b) }
                }
            }
            guard let best else { break }
            addBoth(best.a, best.b, .road, best.km, .crossing, hours: best.km / parameters[.crossingSpeedKmh])
            crossings.append(
                (
                    "\(nodes[best.a].nameEnglish)–\(nodes[best.b].nameEnglish)",
                    "\(nodes[best.a].shortName)—\(nodes[best.b].shortName)"
                ))
            let joined = component[best.a]
            for node in nodes.indices where component[node] == joined { component[node] = mainland }
        }
        if !crossings.isEmpty {
            notes.append(
                Remark(
                    "modelled sea crossings or bridges: \(crossings.map(\.0).joined(separator: ", "))",
                    "模型估算的渡海通道：\(crossings.map(\.1).joined(separator: "、"))"))
        }
    }

    var hasRoads: Bool { links.contains { $0.mode == .road } }

    /// Places that goods can reach from one another, by the least of their numbers.
    func roadComponents() -> [Int] {
        let hasRoads = hasRoads
        var parent = Array(nodes.indices)
        func root(_ x: Int) -> Int {
            var x = x
            while parent[x] != x { x = parent[x] }
            return x
        }
        for link in links where link.mode == .road || !hasRoads {
            let (a, b) = (root(link.from), root(link.to))
            if a != b { parent[max(a, b)] = min(a, b) }
        }
        return nodes.indices.map(root)
    }

    func mostFrequent(_ labels: [Int]) -> Int? {
        let counts = Dictionary(labels.map { ($0, 1) }, uniquingKeysWith: +)
        return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
    }
}

extension LineClass {
    fileprivate var designSpeedParameter: StudyParameter {
        switch self {
        case .highSpeed: .highSpeedDesignKmh
        case .intercity: .intercityDesignKmh
        case .conventional: .conventionalDesignKmh
        }
    }
}

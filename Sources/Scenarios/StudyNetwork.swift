public import Atlases
public import Transport

/// A link of a study, whose hours follow from the parameters.
public struct StudyLink: Sendable {
    /// Numbered in the order of making; both directions of a railway have numbers of their own.
    public let id: Int
    /// Number of the node it leaves.
    public let from: Int
    /// Number of the node it leads to.
    public let to: Int
    /// Rail of any class, or road.
    public let mode: Mode
    /// Along the way.
    public let lengthKm: Double
    /// Design speed of a railway; nil on roads, whose hours are fixed.
    let designSpeedKmh: Double?
    let fixedHours: Double
    /// Who says that it is there.
    let origin: LinkOrigin

    /// At some parameters; access and waiting are not in it.
    public func hours(_ parameters: StudyParameters) -> Double {
        designSpeedKmh.map { railHours(lengthKm, $0, parameters) } ?? fixedHours
    }
}

/// Who says that a link is there.
enum LinkOrigin: Sendable, Hashable {
    /// A railway of the atlas; nil where nobody says since when.
    case atlas(opened: Day?)
    /// A link of the atlas whose hours are given.
    case given
    /// A modelled road.
    case road
    /// A modelled sea crossing.
    case crossing
    /// A scenario, or a plan.
    case scenario
}

/// The network of a study: every region that can be travelled through, rail by its opening day and modelled roads.
public struct StudyNetwork: Sendable {
    /// One node a region; the model's places are among them.
    public let nodes: [Region]
    /// Directed: the atlas's railways, then roads, then those that were added.
    public private(set) var links: [StudyLink]
    /// The number of the next link.
    private(set) var nextID: Int
    /// Regions that can be reached from most others; an island without a crossing is not among them.
    public let connected: Set<String>
    /// What was assumed or left out.
    public var notes: [Remark] { railNotes + roadNotes }
    private let railNotes: [Remark]
    private let roadNotes: [Remark]
    /// Whether any link is a road.
    private let hasRoads: Bool
    /// Railways of the atlas that stand in it.
    let rails: [RailLink]
    private let nodeIndex: [String: Int]
    let parameters: StudyParameters

    /// - Parameters:
    ///   - date: links opened later are left out; links without a sourced day count as open.
    ///   - carved: places that are nodes of their own.
    public init(_ atlas: Atlas, date: Day, carved: [String], parameters: StudyParameters) {
        // A place without a seat stands in the network where links lead to it.
        let linked = Set(atlas.travelLinks.flatMap { [$0.from, $0.to] })
        let nodes = atlas.regions.filter {
            ($0.level.isPrefectural || carved.contains($0.code)) && ($0.position != nil || linked.contains($0.code))
        }
        let index = Dictionary(nodes.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { a, _ in a })
        var builder = StudyNetworkBuilder(nodes: nodes, index: index, parameters: parameters)
        builder.addRail(atlas.railLinks, date: date, carved: Set(carved))
        builder.addGiven(atlas.travelLinks, date: date)
        builder.addRoads(atlas.adjacencies)
        builder.joinCarved(carved, adjacencies: atlas.adjacencies)
        builder.addCrossings()
        self.nodes = nodes
        links = builder.links
        nextID = builder.links.count
        (railNotes, roadNotes) = (builder.railNotes, builder.notes)
        rails = builder.rails
        nodeIndex = index
        self.parameters = parameters
        hasRoads = builder.hasRoads
        let component = builder.roadComponents()
        let mainland = builder.mostFrequent(component)
        connected = Set(nodes.indices.filter { component[$0] == mainland }.map { nodes[$0].code })
    }

    /// The number of a node; nil where the region is none.
    public func node(_ code: String) -> Int? { nodeIndex[code] }

    /// Identifiers of the atlas's sources that its seats and railways rest on.
    public var sources: Set<String> { Set(nodes.sources + rails.sources) }

    /// What is said of passengers' hours: of the timetable's where it gives them, else of the railways' links.
    public func passengerNotes(_ trains: TrainHours?) -> [Remark] {
        guard let trains else { return notes }
        return trains.notes + roadNotes + [CarSpeed.remark]
    }

    /// Along the great circle between two nodes.
    public func kilometres(_ a: Int, _ b: Int) -> Double { distance(nodes[a], nodes[b]) }

    /// With passengers on rail and road (goods go by road only: high-speed rail moves people, not freight; where an
    /// atlas has no road at all, they take what there is).
    ///
    /// - Parameter prices: the least generalised cost is looked for, not the least time.
    public func network(passengers: Bool, prices: TravelPrices? = nil, platformsEverywhere: Bool = false)
        throws(NetworkError) -> Network
    {
        try network(passengers: passengers, prices: prices, platformsEverywhere: platformsEverywhere) {
            $0.hours(parameters)
        }
    }

    /// - Parameter hours: of a link.
    func network(
        passengers: Bool, prices: TravelPrices? = nil, platformsEverywhere: Bool = false, hours: (StudyLink) -> Double
    ) throws(NetworkError) -> Network {
        try Network(
            places: nodes.count,
            links: links.filter { passengers || $0.mode == .road || !hasRoads }.map {
                Link(
                    from: $0.from, to: $0.to, mode: $0.mode, lengthKm: $0.lengthKm, hours: hours($0),
                    fare: prices?.fare($0, goods: !passengers) ?? 0)
            }, boarding: Boarding(accessHours: passengers ? [.rail: parameters[.accessAndWaiting]] : [:]),
            valueOfTime: prices?.valueOfTime,
            platformsEverywhere: platformsEverywhere)
    }

    /// Adds a link in both directions. Length is the given one, else 1.1 × great circle, and never below the great
    /// circle.
    public mutating func add(_ specification: NewLink) throws(ScenarioError) {
        let (from, to) = (try endpoint(specification.from), try endpoint(specification.to))
        if from == to {
            throw ScenarioError(
                "link from \(specification.from) to itself: name two places",
                "线路从 \(specification.from) 到自身：请给出两个地区")
        }
        let between = kilometres(from, to)
        if !between.isFinite && specification.lengthKm == nil {
            throw ScenarioError(
                "link: \(specification.from) or \(specification.to) has no seat to measure from: give lengthKm",
                "link：\(specification.from) 或 \(specification.to) 没有驻地可供量距：请给出 lengthKm")
        }
        let straight = between.isFinite ? between : 0
        let length = max(specification.lengthKm ?? 1.1 * straight, straight)
        let isRail = specification.mode == .rail
        for (start, end) in [(from, to), (to, from)] {
            links.append(
                StudyLink(
                    id: nextID, from: start, to: end, mode: isRail ? .rail : .road, lengthKm: length,
                    designSpeedKmh: isRail ? specification.speedKmh : nil, fixedHours: length / specification.speedKmh,
                    origin: .scenario))
            nextID += 1
        }
    }

    /// A planned line from stop to stop. Its length, else 1.1 × great circle, is shared out by distance and never below
    /// the great circle.
    func sections(of planned: PlannedLine) throws(ScenarioError) -> [(from: String, to: String, km: Double)] {
        let stops = [planned.ends.first].compactMap { $0 } + planned.via + planned.ends.dropFirst()
        var straight: [Double] = []
        for (from, to) in zip(stops, stops.dropFirst()) {
            straight.append(kilometres(try endpoint(from), try endpoint(to)))
        }
        let sum = straight.reduce(0, +)
        let total = planned.lengthKm ?? 1.1 * sum
        return zip(zip(stops, stops.dropFirst()), straight).map {
            ($0.0, $0.1, max($1, sum > 0 ? total * $1 / sum : 0))
        }
    }

    /// Adds the planned lines that are expected to be open by a year, and gives their names.
    mutating func addPlanned(_ lines: [PlannedLine], by year: Int, speedKmh: Double) throws(ScenarioError)
        -> [PlannedLine]
    {
        let open = lines.filter { $0.ends.count == 2 && $0.expectedOpening.map { $0 <= year } ?? false }
        for line in open {
            for section in try sections(of: line) {
                try add(
                    NewLink(
                        from: section.from, to: section.to, mode: .rail, speedKmh: line.designSpeedKmh ?? speedKmh,
                        lengthKm: section.km))
            }
        }
        return open
    }

    /// Takes away every direct link of a mode between two places; an error where there is none.
    public mutating func remove(from: String, to: String, mode: ScenarioMode) throws(ScenarioError) {
        let (a, b) = (try endpoint(from), try endpoint(to))
        let transportMode: Mode = mode == .rail ? .rail : .road
        let kept = links.filter { link in
            link.mode != transportMode || !((link.from == a && link.to == b) || (link.from == b && link.to == a))
        }
        if kept.count == links.count {
            throw ScenarioError(
                """
                removeLink: no direct \(mode.rawValue) link between \(nodes[a].nameEnglish) (\(from)) and \
                \(nodes[b].nameEnglish) (\(to)); `hinterland network links --from \(from)` lists those of the \
                first
                """,
                """
                removeLink：\(nodes[a].shortName)（\(from)）与\(nodes[b].shortName)（\(to)）之间没有直接的\
                \(mode.name.chinese)
                """)
        }
        links = kept
    }

    /// The node of a place; an error where the network has none.
    public func endpoint(_ code: String) throws(ScenarioError) -> Int {
        if let node = nodeIndex[code] { return node }
        throw ScenarioError(
            "no place \(code) in the network; a place carved out of another must stand under `places`",
            "路网中没有 \(code)；从他处划出的地方须写在 `places` 下")
    }
}

func distance(_ a: Region, _ b: Region) -> Double {
    guard let p = a.position, let q = b.position else { return .infinity }
    return greatCircleKm(longitude1: p.longitude, latitude1: p.latitude, longitude2: q.longitude, latitude2: q.latitude)
}

func railHours(_ lengthKm: Double, _ designSpeed: Double, _ parameters: StudyParameters) -> Double {
    lengthKm / (designSpeed * parameters[.railSpeedShare]) + parameters[.stopHours]
}

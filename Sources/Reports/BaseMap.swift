public import AtlasFiles
public import Atlases
public import Charts

extension Coordinate {
    var vector: SIMD2<Double> { SIMD2(longitude, latitude) }
}

/// The ground on which every map of an atlas is drawn: outlines, provinces over them, the frame and the note that the
/// atlas wants.
struct BaseMap {
    let atlas: Atlas
    let boundaries: Boundaries?
    let provinces: Boundaries?

    /// - Parameters:
    ///   - places: drawn as discs where no outline is known.
    ///   - look: colour and title of a region.
    func chart(
        discs places: [Region], of outlinedRegions: [Region]? = nil, _ look: (Region) -> (fill: String, title: String)
    ) -> MapChart {
        let outlined = (outlinedRegions ?? atlas.regions).filter {
            boundaries?.rings[$0.code] != nil && (outlinedRegions != nil || $0.level.isPrefectural || $0.seat != nil)
        }
        let shown = boundaries == nil ? places : outlined
        var areas = shown.map { area($0, look) }
        if boundaries != nil { areas += places.filter { boundaries?.rings[$0.code] == nil }.map { area($0, look) } }
        var chart = MapChart(
            areas: areas,
            outlines: provinces?.rings.sorted { $0.key < $1.key }.flatMap { $0.value.map { $0.map(\.vector) } } ?? [])
        chart.note = atlas.map.note
        chart.frame = frame(atlas.map.frame)
        chart.inset = boundaries == nil ? nil : frame(atlas.map.inset)
        return chart
    }

    private func area(_ region: Region, _ look: (Region) -> (fill: String, title: String)) -> MapArea {
        let (fill, title) = look(region)
        return MapArea(
            rings: boundaries?.rings[region.code]?.map { $0.map(\.vector) } ?? [], seat: region.position?.vector,
            fill: fill, title: title)
    }

    private func frame(_ numbers: [Double]?) -> MapFrame? {
        guard let n = numbers, n.count == 4 else { return nil }
        return MapFrame(west: n[0], south: n[1], east: n[2], north: n[3])
    }
}

/// Provinces in one pale colour, to draw on; the atlas's frame, inset and note stand as on every map.
public func groundMap(_ atlas: Atlas, provinces: Boundaries?) -> MapChart {
    BaseMap(atlas: atlas, boundaries: provinces, provinces: provinces).chart(
        discs: [], of: atlas.regions(of: .province)
    ) { region in
        ("#eceff2", region.nameEnglish)
    }
}

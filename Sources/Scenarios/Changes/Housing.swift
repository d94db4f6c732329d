public import Asking
public import Atlases

/// More, or less, housing at some places.
public struct Housing: Change {
    /// Its key, its names and what it does.
    public static let about = About("housing", "Housing", "住房", "The stock of housing is multiplied.", "住房存量乘以倍数。")
    /// What it says.
    public static let keys: [Setting<Self>] = [.places(\.places), .factor(\.factor, tried: 0.5...2)]
    /// What a chip says.
    public static let short = Remark("Housing {places} × {factor}", "住房 {places} × {factor}")
    /// Where the page offers it.
    public static let tool = ChangeTool.button

    /// Codes.
    public var places: [String] = []
    /// Above 1 for more.
    public var factor = 1.2

    /// As it begins; places are still missing.
    public init() {}

    /// All that it says.
    public init(places: [String], factor: Double) { (self.places, self.factor) = (places, factor) }

    /// What it does, in words with holes.
    public var sentence: Remark { Remark("Housing in {places} × {factor}", "{places}住房存量 × {factor}") }

    /// Applies it; false if it changes nothing.
    public func apply(to applied: inout AppliedChanges, in study: Study) throws(ScenarioError) -> Bool {
        for code in places {
            let place = try study.place(code)
            applied.housing[place] *= factor
            applied.housed.insert(place)
        }
        if study.modelChoice.kind == .whole {
            applied.remarks.append(
                Remark(
                    "Homes and firms use the same land here: the factor is on all of a place's land, farms' too.",
                    "此处住房与企业共用土地：系数作用于当地全部土地，包括农业用地。"))
        }
        return factor != 1
    }
}

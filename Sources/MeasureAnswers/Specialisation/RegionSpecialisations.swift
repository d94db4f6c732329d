import Asking
public import Measures
public import Panels

/// A measure of what each region is specialised in, by region; a region without any sector has none.
public protocol RegionSpecialisationMeasure: Measure
where Input == SectorPanel, Result == [PeriodResult<[Named<RegionSpecialisation?>]>] {
    static var columns: [Column<RegionSpecialisation?>] { get }
}

extension RegionSpecialisationMeasure {
    /// Where it stands in the list.
    public static var family: MeasureFamily { .specialisation }
    /// What it is asked of.
    public static var slots: [Slot] { [.sector, .value, .id, .year] }
    /// Keys for machines, heads for people.
    public static var layout: Layout<Result> { .eachPeriod(.named(about.name, columns)) }

    /// Asks the formula; its errors name row or region.
    public func result(of panel: SectorPanel, _ run: MeasureRun) throws(Problem) -> Result {
        try panel.eachPeriod { (table) throws(MeasureError) in
            zip(zip(panel.regions, panel.names), try regionSpecialisation(table)).map { Named($0.0, $0.1, $1) }
        }
    }
}

public import Asking
import AtlasFiles
import Atlases
import Measures
import Scenarios
import Wording

/// Years that a figure or a network could be of.
private let networkYears = 1900...2100

extension CityLinks {
    /// Cities with product and residents, apart by passengers' hours.
    public init(of figures: AtlasFigures, _ selection: Selection, _ needs: Needs) throws(Problem) {
        let atlas = figures.atlas
        let year = try selection.year.map { (text) throws(Problem) in
            if let year = Int(text) { return year }
            throw Problem(
                .use, "{year} is \(text.prefix(40)): expected one year", "{year} 为 \(text.prefix(40))：应为一个年份")
        }
        let asked = year ?? atlas.year
        // Masses of another year than that of the hours would stand under its name.
        guard atlas.figuresYear(ofNetwork: asked) == asked else {
            let known = networkYears.filter { atlas.figuresYear(ofNetwork: $0) == $0 }.map(String.init)
            throw Problem(
                .data, "no figures of product and residents in \(asked); there are \(known.joined(separator: ", "))",
                "\(asked) 年没有产出与人口数据；有 \(known.joined(separator: "、"))")
        }
        let travel: CityTravel
        do { travel = try CityTravel(atlas, year: asked, figures: asked) } catch { throw Problem(error) }
        let places = travel.places
        let codes = places.map(\.code)
        let named = try selection.places.map { (text) throws(Problem) in
            try atlas.region(called: text, among: codes).code
        }
        self.init(
            places: places.map(\.code), names: places.map { $0.region.called },
            cities: places.map { CityMass(population: $0.residents.value, product: $0.output.value) },
            apart: { travel.hours[$0, $1] },
            unit: Remark("passengers' hours, modelled", "旅客出行小时（模型值）"), source: "cities of \(travel.year)",
            notes: travel.notes,
            sources: Set(places.flatMap { $0.residents.sources + $0.output.sources }).sorted(), asked: named,
            labels: ["\(travel.year)"])
    }
}

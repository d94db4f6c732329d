public import Asking
public import Atlases

extension Atlas {
    /// A region of any level by code or any of its names (`PlaceNames`).
    ///
    /// - Parameter known: codes that an answer holds: of several regions of a name the one among them is meant.
    /// - Throws: a problem of use for a text that names none, or several.
    public func region(called text: String, among known: some Collection<String> = []) throws(Problem) -> Region {
        if let region = region(text) { return region }
        var match = PlaceNames(self).match(text)
        if case .several(let codes) = match {
            let held = codes.filter(known.contains)
            if held.count == 1 { match = .region(held[0]) }
        }
        return try region(match, for: text)
    }

    /// A city by code or any of its names; of a name that a province and one city in it bear, the city.
    ///
    /// - Throws: a problem of use for a text that names none, or several, or a province.
    public func city(called text: String) throws(Problem) -> Region {
        try city(called: text) { PlaceNames(self) }
    }

    /// The same for many, with the names taken up once.
    public func cities(called texts: [String]) throws(Problem) -> [Region] {
        var names: PlaceNames?
        return try texts.map { (text) throws(Problem) in
            try city(called: text) {
                let found = names ?? PlaceNames(self)
                names = found
                return found
            }
        }
    }

    private func city(called text: String, _ names: () -> PlaceNames) throws(Problem) -> Region {
        var match = region(text).map { PlaceMatch.region($0.code) } ?? names().match(text)
        if case .several(let codes) = match {
            let cities = codes.filter { region($0)?.level != .province }
            if cities.count == 1, region(cities[0]).map({ codes.contains($0.province) }) == true {
                match = .region(cities[0])
            }
        }
        let found = try region(match, for: text)
        // A province without cities of its own is one.
        guard found.level == .province || found.level == .country,
            let example = found.level == .country
                ? regions.first(where: { $0.level.isPrefectural }) : prefectures(in: found.code).first
        else { return found }
        throw Problem(
            .use,
            """
            \(found.nameEnglish) (\(found.code)) is no city: name one, such as \(example.nameEnglish) \
            (\(example.code))
            """,
            "\(found.name)（\(found.code)）不是城市：请给出城市，如\(example.shortName)（\(example.code)）")
    }

    private func region(_ match: PlaceMatch, for text: String) throws(Problem) -> Region {
        let asked = text.count > 60 ? text.prefix(60) + "…" : text
        switch match {
        case .region(let code):
            if let found = region(code) { return found }
        case .several(let codes):
            throw Problem(
                .use, "\(asked) is the name of several: \(listed(codes, \.english)); give the code or add the province",
                "\(asked) 可指多个地区：\(listed(codes, \.chinese))；请给出代码或加上省份")
        case .within(let codes):
            throw Problem(
                .use, "\(asked) lies in \(listed(codes, \.english)): figures are of that whole, so name it",
                "\(asked) 属于\(listed(codes, \.chinese))，数据以后者为单位：请改用后者")
        case .like(let codes):
            throw Problem(
                .use, "no region \(asked): did you mean \(listed(codes, \.english))?",
                "没有名为 \(asked) 的地区：是否指\(listed(codes, \.chinese))？")
        case .none: break
        }
        throw Problem(
            .use, "no region \(asked): give a code or a name of the atlas \(name)",
            "没有名为 \(asked) 的地区：请给出图集 \(name) 中的代码或名称")
    }

    /// "Suzhou (320500, Jiangsu)".
    private func listed(_ codes: [String], _ language: (Remark) -> String) -> String {
        codes.prefix(6).compactMap { region($0) }.map { found in
            let whole = region(found.province).map { Remark($0.nameEnglish, $0.shortName) }
            let place = found.level == .province ? Remark("province", "省级") : whole ?? Remark("", "")
            let (english, chinese) = ([found.code, place.english], [found.code, place.chinese])
            return language(
                Remark(
                    "\(found.nameEnglish) (\(english.filter { !$0.isEmpty }.joined(separator: ", ")))",
                    "\(found.shortName)（\(chinese.filter { !$0.isEmpty }.joined(separator: "，"))）"))
        }.joined(separator: language(Remark("; ", "、")))
    }
}

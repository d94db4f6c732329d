public import Asking
import Atlases
public import Panels

extension MeasureCatalogue {
    /// Every measure in both languages, by family: what it tells, what it takes, what it answers.
    ///
    /// - Parameter name: how a face calls a slot.
    public func record(naming name: @escaping @Sendable (Slot) -> String) -> Record {
        let ordered = MeasureFamily.allCases.flatMap { family in faces.filter { $0.family == family } }
        let people: [Column<MeasureFace>] = [
            .text("measure", "measure", "指标", \.about.id), .words(nil, "name", "名称", \.about.name),
            .words(nil, "tells", "含义", \.about.summary), .text(nil, "takes", "参数") { $0.takes(naming: name) },
        ]
        func plain(_ id: String, _ text: @escaping @Sendable (MeasureFace) -> String) -> Column<MeasureFace> {
            .text(id, id, id, text)
        }
        let everything = Sheet(
            ordered,
            [
                plain("measure", \.about.id), plain("family", \.family.rawValue),
                plain("nameEnglish", \.about.name.english), plain("nameChinese", \.about.name.chinese),
                plain("summaryEnglish", \.about.summary.english), plain("summaryChinese", \.about.summary.chinese),
                plain("needs") { $0.takes(naming: name) }, plain("keys", \.keys),
            ])
        return Record(
            inputs: [],
            result: { _ in .list(ordered.map { $0.described(takes: $0.takes(naming: name)) }) },
            sheets: MeasureFamily.allCases.map { family in
                Sheet(title: family.name, ordered.filter { $0.family == family }, people)
            }, main: everything)
    }
}

extension MeasureFace {
    /// What it takes, in a line; what it cannot do without first.
    func takes(naming name: (Slot) -> String) -> String {
        let offered = slots.filter { $0.setting.id != "balanced" && $0.setting.id != "id" }
        let needed = offered.filter { $0.isRequired || $0.setting.id == "value" }.map(name)
        let more = offered.filter { !$0.isRequired && $0.setting.id != "value" }.map { "[\(name($0))]" }
        return (needed + more).joined(separator: " ")
    }

    /// For machines: everything that a form needs to ask it.
    func described(takes: String) -> Value {
        .fields(
            ("measure", .text(about.id)), ("family", .remark(family.name)), ("familyId", .text(family.rawValue)),
            ("name", .remark(about.name)), ("summary", .remark(about.summary)), ("needs", .text(takes)),
            ("keys", .text(keys)), ("guide", .text("Guides/measures/\(about.id).md")),
            ("ofTable", .list(slots.filter(\.ofTable).map { $0.described($0.setting) })),
            (
                "ofAtlas",
                isOfAtlas ? .list(atlasSlots.compactMap { slot in slot.onAtlas.map { slot.described($0) } }) : .none
            ),
            ("settings", .list(settings.map(\.value))))
    }
}

extension Slot {
    /// For machines: as the table or the atlas takes it.
    fileprivate func described(_ setting: Setting<Selection>) -> Value {
        let description = setting.described(standard: Selection())
        guard case .fields(let fields) = (isRequired ? description.required : description).value else { return .none }
        return .fields(fields + [Value.Field("repeated", .optional(repeated))])
    }
}

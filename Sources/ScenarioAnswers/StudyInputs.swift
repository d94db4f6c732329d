import Asking
import Atlases
import Scenarios

extension Study {
    /// What an answer of this study rests on: the atlas, the year, what was asked, and every parameter.
    func inputs(_ asked: [Value.Field] = []) -> [Value.Field] {
        [.value("atlas", .identity(atlas)), .value("year", .count(year))] + asked + [
            .value(
                "parameters",
                .table(
                    StudyParameter.allCases.filter(parameters.isUsed).map { ($0, parameters) }, AnswerTables.parameters,
                    .rows))
        ]
    }

    /// Every source used, with what was taken from it.
    var sourceTable: Value { .table(sourcesUsed, AnswerTables.sources, .rows) }

    func modelValue(closure: Value) -> Value {
        .fields(
            ("kind", .text(modelChoice.kind.rawValue)), ("immigration", .text(modelChoice.immigration.rawValue)),
            (
                "landIncome",
                .text((modelChoice.kind == .whole ? modelChoice.landIncome : .residents).rawValue)
            ), ("closure", closure))
    }

    /// What the calibration met, implied, and was not given.
    static let calibrationLayout = Layout<Study>.parts(
        .number("tradeBorderStep") { $0.calibration.tradeBorderStep },
        .number("provinceSelfShare") { $0.calibration.provinceSelfShare },
        .number("migrationBorderStep") { $0.calibration.migrationBorderStep },
        .number("moversAcrossProvinces") { $0.calibration.moversAcrossProvinces },
        .number("impliedMedianOwnShare") { $0.calibration.medianOwnShare },
        .number("impliedMoversWithinProvinces") { $0.calibration.moversWithinProvinces },
        .number("inversionResidual") { $0.calibration.inversionResidual },
        .part("heldOut", .table(.rows, AnswerTables.heldOut) { $0.heldOutChecks() }))
}

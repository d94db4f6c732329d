public import Asking
public import AtlasFiles
import AtlasQuestions
import Atlases
import Foundation

/// What a check of an atlas found: every problem, or none.
public struct AtlasCheck: Sendable {
    /// Where it lies.
    public let folder: String
    /// Everything found wrong, in the order of the files.
    public let problems: [AtlasProblem]
    /// What its figures add up to, rule by rule; empty where it is not sound or names no rule.
    public let accounts: [CheckedAccount]

    /// Checks an atlas without using it: its tables, and its outlines where it has them.
    ///
    /// - Throws: a problem of data where there is no such atlas; what is wrong with one that is there is the answer.
    public init(_ nameOrFolder: String) throws(Problem) {
        folder = try findAtlas(nameOrFolder)
        var found: [AtlasProblem] = []
        var atlas: Atlas?
        do { atlas = try readAtlas(in: folder) } catch { found = error.problems }
        if let timetable = atlas?.timetable {
            do { _ = try timetable() } catch {
                found.append(AtlasProblem(file: "rail_pairs.csv", expected: Template(words: error.reason.english)))
            }
        }
        for name in ["prefectures", "provinces"] {
            let path = "\(folder)/boundaries/\(name).topojson"
            guard FileManager.default.fileExists(atPath: path) else { continue }
            do { _ = try readBoundaries(path) } catch { found.append(error) }
        }
        problems = found
        accounts = atlas.map { atlas in atlas.meaning.accounts.map { CheckedAccount($0, atlas) } } ?? []
    }

    /// The answer as faces take it.
    public var record: Record {
        Record(inputs: [Value.Field("folder", .text(folder))], self, Self.layout)
    }

    /// The refusal that follows from the problems; nil without any.
    public var refusal: Problem? {
        problems.isEmpty
            ? nil
            : Problem(
                .data,
                """
                the atlas in \(folder) is refused: \(problems.count) problem\(problems.count == 1 ? "" : "s") listed \
                above
                """)
    }

    private static let layout = Layout<AtlasCheck>(
        value: { check, _ in
            .fields(
                ("sound", .flag(check.problems.isEmpty)), ("problems", .texts(check.problems.map(\.description))),
                ("accounts", .list(check.accounts.map(\.value))))
        },
        sheets: { check in
            if !check.problems.isEmpty { return [Sheet(check.problems, columns)] }
            let folder = check.folder
            let sound = Sheet(notes: [
                Remark(
                    "The atlas in \(folder) is sound: every row, code, unit, range, source and hash was checked.",
                    "\(folder) 中的图集通过检查：行、代码、单位、范围、来源与哈希均已核对。")
            ])
            return CheckedAccount.sheets(check.accounts) + [sound]
        })

    private static let columns: [Column<AtlasProblem>] = [
        .text(nil, "file", "文件") { $0.file }, .digits(nil, "row", "行") { $0.row },
        .text(nil, "column", "列") { $0.column ?? "" }, .text(nil, "value", "值") { $0.value ?? "" },
        .text(nil, "expected", "应为") { $0.expected.description },
    ]
}

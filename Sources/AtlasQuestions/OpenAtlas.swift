public import Asking
public import AtlasFiles
public import Atlases
import Foundation

/// An atlas that was opened: its values, the folder they came from, and the outlines beside them.
public struct OpenAtlas: Sendable {
    /// Its regions, figures and records.
    public let atlas: Atlas
    /// Where it lies.
    public let folder: String

    /// Opens an atlas by name or folder.
    ///
    /// - Throws: a problem of data where there is none, or where the atlas is refused.
    public init(_ nameOrFolder: String) throws(Problem) {
        folder = try findAtlas(nameOrFolder)
        do { atlas = try readAtlas(in: folder) } catch { throw Problem(error) }
    }

    /// The atlas's own year where none is given.
    public func year(_ given: Int?) -> Int { given ?? atlas.year }

    /// What identifies the atlas in every answer.
    public var identity: Value { .identity(atlas) }

    /// Outlines of `prefectures` or `provinces`; nil where the atlas has none. They are read at every call.
    ///
    /// - Throws: a problem of data where the file is refused.
    public func boundaries(_ name: String) throws(Problem) -> Boundaries? {
        let path = folder + "/boundaries/\(name).topojson"
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do { return try readBoundaries(path) } catch {
            throw Problem(.data, "boundaries/\(name).topojson is refused: \(error)")
        }
    }

    /// A region by code or any of its names (`PlaceNames`).
    ///
    /// - Throws: a problem of use for a text that names none, or several.
    public func region(_ text: String) throws(Problem) -> Region {
        try atlas.region(called: text)
    }
}

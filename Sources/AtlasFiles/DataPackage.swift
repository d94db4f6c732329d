import Foundation

/// The descriptor of an atlas: a Frictionless data package (datapackage.json).
struct DataPackage: Decodable {
    let name: String
    let title: String?
    let titleChinese: String?
    let version: String?
    let year: Int?
    /// The day of the trains between its places.
    let timetable: String?
    let resources: [Resource]
    let map: Map?

    struct Map: Decodable {
        let frame: [Double]?
        let inset: [Double]?
        let note: String?
    }

    struct Resource: Decodable {
        let name: String
        let path: String
        /// "sha256:…"; a user who edits a table deletes the line or recompiles.
        let hash: String?
    }
}

/// Reads a user's file whole, with a bound on its size.
public func readBytes(_ path: String, limit: Int) throws(AtlasProblem) -> [UInt8] { try bytes(of: path, limit: limit) }

/// Reads a regular file whole, with a bound on its size.
func bytes(of path: String, limit: Int = 256 << 20) throws(AtlasProblem) -> [UInt8] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
        throw AtlasProblem(file: path, expected: "a readable file")
    }
    let attributes = try? FileManager.default.attributesOfItem(atPath: (path as NSString).resolvingSymlinksInPath)
    guard attributes?[.type] as? FileAttributeType == .typeRegular else {
        throw AtlasProblem(file: path, expected: "a regular file")
    }
    let size = (attributes?[.size] as? Int) ?? 0
    if size > limit { throw AtlasProblem(file: path, expected: "at most \(limit >> 20) MB, it has \(size >> 20)") }
    guard let data = FileManager.default.contents(atPath: path) else {
        throw AtlasProblem(file: path, expected: "a readable file")
    }
    return [UInt8](data)
}

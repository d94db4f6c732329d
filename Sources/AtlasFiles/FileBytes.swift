public import Asking
public import Atlases
import Foundation

/// Everything in a user's file or pipe; of a workbook's path the sheet after a # is not of its name.
///
/// - Throws: `AtlasProblem` where there is no such file, or more in it than a table holds.
public func fileBytes(_ path: String) throws(AtlasProblem) -> [UInt8] {
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard !isFolder.boolValue, let handle = FileHandle(forReadingAtPath: isThere ? path : bookPath(path)) else {
        throw AtlasProblem(file: path, expected: "a file; there is no such file, or it cannot be read")
    }
    defer { try? handle.close() }
    // Nothing is read of an empty file; a pipe says no size beforehand.
    let data = (try? handle.read(upToCount: mostBytes + 1)) ?? Data()
    if data.count > mostBytes { throw AtlasProblem(file: path, expected: "at most \(mostBytes >> 20) MB") }
    return [UInt8](data)
}

/// Of one table of a user's.
private let mostBytes = 1 << 30

extension CSVTable {
    /// A user's table from a file.
    public init(path: String) throws(AtlasProblem) { try self.init(text: try fileBytes(path), file: path) }

    /// The same for a question that a user asks.
    ///
    /// - Throws: a problem of data where the file cannot be read or is no table.
    public init(at path: String) throws(Problem) {
        do { try self.init(path: path) } catch { throw Problem(error) }
    }
}

/// A user's document in words, such as a scenario.
public struct UserText: Sendable {
    /// Without a byte order mark.
    public let text: String
    /// Says the encoding where it is not UTF-8.
    public let remarks: [Remark]

    /// Reads a file of at most so many bytes; a longer one is cut, for its reader to refuse.
    ///
    /// - Throws: a problem of data where it cannot be read or is in no known encoding.
    public init(path: String, most: Int) throws(Problem) {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw Problem(.data, "\(path): the file cannot be read; check its permissions", "\(path)：文件无法读取；请检查权限")
        }
        // Nothing is read of an empty file.
        let data = (try? handle.read(upToCount: most + 1)) ?? Data()
        do throws(AtlasProblem) {
            let (text, encoding) = try decodedWords([UInt8](data), file: path)
            self.text = text
            remarks = encoding == "UTF-8" ? [] : [CSVTable.said(of: encoding, path)]
        } catch { throw Problem(error) }
    }
}

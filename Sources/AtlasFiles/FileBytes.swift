public import Asking
import Foundation

/// Everything in a user's file.
///
/// - Throws: `AtlasProblem` where there is no such file.
public func fileBytes(_ path: String) throws(AtlasProblem) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
        throw AtlasProblem(file: path, expected: "a file; there is no such file, or it cannot be read")
    }
    return [UInt8](data)
}

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

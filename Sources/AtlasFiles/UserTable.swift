public import Asking
import Foundation

extension CSVTable {
    /// Reads a user's table from a file, in any of the encodings and with any of the separators of `init(text:file:)`.
    ///
    /// - Throws: a problem of data where the file cannot be read or is no table.
    public init(at path: String) throws(Problem) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Problem(.data, "\(path): no such file, or it cannot be read", "\(path)：没有此文件或无法读取")
        }
        do { try self.init(text: [UInt8](data), file: path) } catch { throw Problem(error) }
    }
}

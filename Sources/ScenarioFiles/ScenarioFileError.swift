/// What is wrong with a scenario file, and where.
public struct ScenarioFileError: Error, Sendable, Equatable, CustomStringConvertible {
    public let file: String
    public let line: Int?
    public let message: String

    public init(file: String, line: Int? = nil, _ message: String) {
        self.file = file
        self.line = line
        self.message = message
    }

    public var description: String { line.map { "\(file), line \($0): \(message)" } ?? "\(file): \(message)" }
}

import CZip

/// The parts of a workbook: members of a zip archive, read whole and never more than a workbook of tables needs.
final class WorkbookArchive {
    /// Bytes of one part as unpacked.
    static let largestPart = 256 << 20
    private let zip: OpaquePointer
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private let file: String

    init(_ content: [UInt8], file: String) throws(AtlasProblem) {
        self.file = file
        bytes = .allocate(capacity: content.count)
        _ = bytes.initialize(from: content)
        var error = zip_error_t()
        guard let source = zip_source_buffer_create(bytes.baseAddress, zip_uint64_t(bytes.count), 0, &error) else {
            bytes.deallocate()
            throw AtlasProblem.noWorkbook(file)
        }
        guard let opened = zip_open_from_source(source, Int32(ZIP_RDONLY), &error) else {
            zip_source_free(source)
            bytes.deallocate()
            throw AtlasProblem.noWorkbook(file)
        }
        zip = opened
    }

    deinit {
        zip_discard(zip)
        bytes.deallocate()
    }

    /// A part; nil where there is none of this name.
    ///
    /// - Throws: `AtlasProblem` for a part that is damaged or grows too large: what it says of its size is not
    ///   believed.
    func part(_ name: String) throws(AtlasProblem) -> [UInt8]? {
        guard zip_name_locate(zip, name, zip_flags_t(ZIP_FL_NOCASE)) >= 0 else { return nil }
        guard let member = zip_fopen(zip, name, zip_flags_t(ZIP_FL_NOCASE)) else { throw AtlasProblem.noWorkbook(file) }
        defer { zip_fclose(member) }
        var content: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = zip_fread(member, &piece, zip_uint64_t(piece.count))
            if count < 0 { throw AtlasProblem.noWorkbook(file) }
            if count == 0 { return content }
            content += piece[..<Int(count)]
            if content.count > Self.largestPart {
                throw AtlasProblem(
                    file: file, expected: "a workbook whose sheets are below 256 MB each; save the table as CSV",
                    "各工作表小于 256 MB 的工作簿；请将表另存为 CSV")
            }
        }
    }
}

extension AtlasProblem {
    static func noWorkbook(_ file: String) -> AtlasProblem {
        AtlasProblem(
            file: file,
            expected: "a workbook in XLSX that opens in a spreadsheet; this one is damaged (save it again, or as CSV)",
            "可由电子表格打开的 XLSX 工作簿；此文件已损坏（请重新保存，或另存为 CSV）")
    }
}

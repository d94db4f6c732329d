public import Asking
import Foundation

/// Prints a page of ours, as a browser does that stands on this machine.
///
/// - Parameter path: a file that does not exist yet.
/// - Throws: a problem of use where there is no browser, or it does not print.
public func writePDF(_ html: String, to path: String) throws(Problem) {
    guard let browser = installedBrowser else {
        throw Problem(
            .use,
            """
            \(path): a PDF is printed by Chromium or Chrome, and neither is installed: install it (Debian: chromium), \
            or write .docx or .html
            """, "\(path)：PDF 由 Chromium 或 Chrome 打印，本机均未安装：请安装（Debian：chromium），或写成 .docx、.html")
    }
    // Paper unfolds nothing.
    let unfolded = html.replacingOccurrences(of: "<details>", with: "<details open>")
    let printed = run(browser, unfolded, ["--no-pdf-header-footer", "--print-to-pdf=\(path)"])
    guard printed, FileManager.default.fileExists(atPath: path) else {
        throw Problem(
            .use, "\(path): \(browser) did not print the page: write .docx or .html",
            "\(path)：\(browser) 未能打印：请写成 .docx 或 .html")
    }
}

/// A picture as a bitmap, twice as fine as it is shown; nil without a browser.
func drawnByBrowser(_ svg: String) -> Data? {
    guard let browser = installedBrowser else { return nil }
    let (width, height) = pictureSize(svg)
    let bitmap = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).png")
    defer { try? FileManager.default.removeItem(at: bitmap) }
    let page = """
        <!DOCTYPE html><meta \
        charset="utf-8"><style>body{margin:0}svg{display:block;width:\(width)px;height:\(height)px}\
        </style>\(svg)
        """
    let size = "--window-size=\(Int(width.rounded(.up))),\(Int(height.rounded(.up)))"
    guard
        run(browser, page, ["--screenshot=\(bitmap.path)", size, "--force-device-scale-factor=2", "--hide-scrollbars"])
    else { return nil }
    return try? Data(contentsOf: bitmap)
}

/// The first of the browsers that print without a screen; HINTERLAND_BROWSER names another.
private let installedBrowser: String? = {
    let environment = ProcessInfo.processInfo.environment
    if let named = environment["HINTERLAND_BROWSER"] { return named.isEmpty ? nil : named }
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    return ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"].lazy
        .flatMap { name in folders.map { "\($0)/\(name)" } }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
}()

/// Opens a page of ours in a browser without a window, with a profile of its own; a minute at most.
private func run(_ browser: String, _ html: String, _ options: [String]) -> Bool {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    let page = folder.appendingPathComponent("page.html")
    defer { try? FileManager.default.removeItem(at: folder) }
    let process = Process()
    do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(html.utf8).write(to: page)
        process.executableURL = URL(fileURLWithPath: browser)
        process.arguments =
            [
                "--headless", "--disable-gpu", "--no-first-run", "--no-sandbox", "--disable-extensions",
                "--user-data-dir=\(folder.path)/profile",
            ] + options + [page.absoluteString]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
    } catch { return false }
    let clock = Date()
    while process.isRunning {
        if Date().timeIntervalSince(clock) > 60 {
            process.terminate()
            return false
        }
        usleep(20_000)
    }
    return process.terminationStatus == 0
}

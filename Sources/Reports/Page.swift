import Asking
import Charts
import Wording

/// Pieces of a self-contained HTML page.
struct Page {
    private var body = ""

    mutating func heading(_ text: String, level: Int = 2) { body += "<h\(level)>\(escaped(text))</h\(level)>\n" }

    mutating func paragraph(_ text: String, style: String = "") {
        body += style.isEmpty ? "<p>\(safe(text))</p>\n" : "<p class=\"\(style)\">\(safe(text))</p>\n"
    }

    mutating func list(_ items: [String]) {
        if items.isEmpty { return }
        body += "<ul>\n" + items.map { "<li>\(safe($0))</li>\n" }.joined() + "</ul>\n"
    }

    /// Text made safe, a number never parted from its per cent sign.
    private func safe(_ text: String) -> String {
        escaped(
            text.replacing(" %", with: "\u{A0}%").replacing(" to +", with: "\u{A0}to\u{A0}+").replacing(
                " to −", with: "\u{A0}to\u{A0}−"
            )
            .replacing(" to 0)", with: "\u{A0}to\u{A0}0)"))
    }

    /// Columns whose name starts with "#" are numbers and stand to the right.
    mutating func table(_ columns: [String], _ rows: [[String]]) {
        let numeric = columns.map { $0.hasPrefix("#") }
        let names = columns.map { $0.hasPrefix("#") ? String($0.dropFirst()) : $0 }
        func cells(_ values: [String], _ tag: String) -> String {
            values.enumerated().map { index, value in
                "<\(tag)\(index < numeric.count && numeric[index] ? " class=\"n\"" : "")>\(safe(value))</\(tag)>"
            }.joined()
        }
        body += "<div class=\"scroll\"><table><thead><tr>\(cells(names, "th"))</tr></thead><tbody>\n"
        for row in rows { body += "<tr>\(cells(row, "td"))</tr>\n" }
        body += "</tbody></table></div>\n"
    }

    mutating func figure(_ svg: String, title: String, subtitle: String, source: String) {
        body +=
            """
            <figure><figcaption><strong>\(escaped(title))</strong><br>\(escaped(subtitle))</figcaption>\n\(svg)\n<p \
            class="source">\(escaped(source))</p></figure>\n
            """
    }

    mutating func raw(_ html: String) { body += html }

    mutating func details(_ summary: String, _ content: (inout Page) -> Void) {
        var inner = Page()
        content(&inner)
        body += "<details><summary>\(escaped(summary))</summary>\n\(inner.body)</details>\n"
    }

    func html(title: String, language: Language) -> String {
        """
        <!DOCTYPE html>
        <html lang="\(language == .chinese ? "zh-Hans" : "en")">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escaped(title))</title>
        <style>
        :root{color-scheme:light}
        body{margin:0;background:#fff;color:#1f2933;font:16px/1.55 system-ui,"Noto Sans","Noto Sans CJK SC","PingFang \
        SC","Microsoft YaHei",sans-serif;font-variant-numeric:tabular-nums}
        main{max-width:1000px;margin:0 auto;padding:28px 20px 60px}
        h1{font-size:30px;line-height:1.2;margin:0 0 6px}
        h2{font-size:21px;margin:40px 0 10px;padding-top:14px;border-top:1px solid #d5dbe1}
        h3{font-size:16px;margin:18px 0 6px}
        p{margin:8px 0;max-width:78ch}
        .kicker{color:#66727f;margin:0 0 18px}
        .answer{font-size:20px;line-height:1.45;border-left:4px solid #b3005e;padding:2px 0 2px 14px;margin:18px 0}
        .warn{background:#fdf6e7;border:1px solid #ead9ae;padding:8px 12px;border-radius:4px}
        .source,.small{color:#66727f;font-size:14px}
        figure{margin:20px 0}figcaption{margin-bottom:8px}figure svg{width:100%;height:auto;display:block}
        .two{display:grid;grid-template-columns:1fr 1fr;gap:24px}
        .boxes{display:grid;grid-template-columns:repeat(3,1fr);gap:16px;margin:18px 0}
        .box{border:1px solid #d5dbe1;border-radius:6px;padding:12px 14px}.box b{font-size:25px}.box \
        em{display:block;font-style:normal;color:#66727f}.box span{display:block}.box span{color:#66727f;font-size:14px}
        .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:14.5px;margin:10px 0}
        th{overflow-wrap:break-word;text-align:left;border-bottom:2px solid #1f2933;padding:5px 10px 5px \
        0;vertical-align:bottom}
        td{border-bottom:1px solid #e4e8ec;padding:5px 10px 5px 0;vertical-align:top}
        .n{text-align:right}
        details{margin:10px 0}summary{cursor:pointer;color:#1b4965}
        code{background:#f1f3f5;padding:1px 5px;border-radius:3px;overflow-wrap:anywhere}
        @media (max-width:720px){.two,.boxes{grid-template-columns:1fr}}
        @page{size:A4;margin:15mm}
        @page wide{size:A4 landscape;margin:12mm}
        @media print{main{padding:0;max-width:none}h2{break-after:avoid}figure,tr,summary{break-inside:avoid}
        summary{break-after:avoid}.scroll{overflow:visible}td{overflow-wrap:break-word}
        details:has(table){page:wide}details table{font-size:8.5px}details td,details th{padding:2px 6px 2px 0}
        details td.n{white-space:nowrap}details td:last-child{min-width:24em}}
        </style>
        </head>
        <body><main>
        \(body)</main></body>
        </html>

        """
    }
}

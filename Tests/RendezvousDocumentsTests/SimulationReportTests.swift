import Foundation
import RendezvousDocuments
import RendezvousSimulation
import RendezvousStudies
import Testing

/// The report as a page: what must be in it, and how it looks in a browser where there is one.
@Suite struct SimulationReportTests {
    private func page(_ record: StudyRecord) -> String {
        String(decoding: SimulationReport.encode(record), as: UTF8.self)
    }

    @Test func `the page stands alone, and each chart has a title, a description and a table`()
        throws
    {
        let page = page(try SimulationDocumentTests.record())
        for forbidden in ["<script", "http:", "https:", "src=", "@import", "url("] {
            #expect(!page.contains(forbidden), "\(forbidden)")
        }
        let figures = page.components(separatedBy: "<figure>").dropFirst()
        #expect(figures.count >= 9)
        for figure in figures {
            let inside = figure.components(separatedBy: "</figure>")[0]
            #expect(inside.contains("role=\"img\""))
            #expect(inside.contains("<title "))
            #expect(inside.contains("<desc "))
            #expect(inside.contains("<table>"))
            #expect(inside.contains("<caption>"))
            #expect(!inside.contains("NaN") && !inside.contains("inf\""))
        }
        for heading in [
            "Waiting time by group", "Policies compared", "Over time", "How it was done",
        ] {
            #expect(page.contains("<h2>\(heading)</h2>"))
        }
        for item in ["1.1 ", "2.5.3 ", "3.4 ", "4.3 ", "5.2 ", "6.1 "] {
            #expect(page.contains("<th scope=\"row\">\(item)"))
        }
        let ids = page.components(separatedBy: " id=\"").dropFirst().map {
            $0.components(separatedBy: "\"")[0]
        }
        #expect(Set(ids).count == ids.count)
    }

    @Test func `the page is well-formed, also where names are hostile`() throws {
        let record = try SimulationDocumentTests.record(1..<2)
        let hostile = StudyRecord(
            title: "<script>alert('&')</script>\"", program: "a<b", groups: record.groups,
            target: record.target, points: [.init("1", "<i>", "&amp;")], results: record.results)
        for page in [page(record), page(hostile)] {
            #expect(!page.contains("<script"))
            // Void elements apart, the page is XML too.
            let xml = page.replacingOccurrences(of: "<!DOCTYPE html>", with: "")
                .replacingOccurrences(
                    of: "<meta ([^>]*)>", with: "<meta $1/>", options: .regularExpression)
            var open: [String] = []
            for part in xml.components(separatedBy: "<").dropFirst() {
                let tag = part.components(separatedBy: ">")[0]
                let name = String(
                    tag.prefix { $0.isLetter || $0.isNumber || $0 == "/" }
                )
                if tag.hasSuffix("/") { continue }
                if name.hasPrefix("/") {
                    #expect(open.popLast() == String(name.dropFirst()))
                } else {
                    open.append(name)
                }
            }
            #expect(open.isEmpty)
        }
    }

    @Test func `a single policy and a single replication have a page too`() throws {
        let simulation = try SimulationDocument.decode(Samples.example(.simulation))
        let study = try BookStudy(simulation.scenario, policies: [simulation.policies[0]])
        let record = try StudyRecord(study, program: "test", results: study.run(0..<1, seed: 1))
        let page = page(record)
        #expect(!page.contains("Policies compared"))
        #expect(page.contains("a single replication has none"))
        let empty = try StudyRecord(study, program: "test", results: study.run(0..<0, seed: 1))
        #expect(self.page(empty).contains("0 replications"))
    }

    private static var browser: String? {
        let named = ProcessInfo.processInfo.environment["RENDEZVOUS_CHROMIUM"]
        let paths = [
            named, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
        ]
        let found = paths.compactMap { $0 }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
        if found == nil { print("Skipped: there is no Chromium to look at the report with.") }
        return found
    }

    /// Nothing may be wider than the window, and no letter may lie outside its chart.
    private static let probe = """
        <script>
        const out = [];
        const root = document.documentElement;
        const wide = root.scrollWidth - root.clientWidth;
        if (wide > 0) out.push('page is ' + wide + ' too wide');
        for (const svg of document.querySelectorAll('figure > svg')) {
          const box = svg.getBoundingClientRect();
          if (box.width < 200) out.push('chart is ' + box.width + ' wide');
          for (const text of svg.querySelectorAll('text')) {
            const own = text.getBoundingClientRect();
            const isWide = own.left < box.left - 1 || own.right > box.right + 1;
            if (isWide || own.bottom > box.bottom + 1)
              out.push('cut off: ' + text.textContent);
            if (own.height < 9) out.push('too small: ' + text.textContent);
          }
        }
        const ink = getComputedStyle(document.body).color;
        const page = getComputedStyle(document.body).backgroundColor;
        const colours = ' ' + page + ' ' + ink;
        document.title = 'probe ' + window.innerWidth + colours + ' [' + out + ']';
        document.documentElement.setAttribute('data-probe', document.title);
        </script>
        """

    @Test(
        .enabled("Chromium is installed") { SimulationReportTests.browser != nil },
        arguments: [(1_280, false), (1_280, true), (390, false), (390, true)])
    func `in a browser nothing is cut off, in light and dark`(width: Int, isDark: Bool) throws {
        let browser = try #require(Self.browser)
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("report-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let record = try SimulationDocumentTests.record()
        let page = page(record).replacingOccurrences(of: "</body>", with: Self.probe + "</body>")
        // A frame of the width wanted: windows of this browser are never narrower than 500.
        let frame =
            "<iframe src=\"page.html\" width=\"\(width)\" height=\"4000\" "
            + "style=\"border:0\"></iframe>"
        try Data(page.utf8).write(to: folder.appendingPathComponent("page.html"))
        let host = """
            <!DOCTYPE html><meta name="color-scheme" content="\(isDark ? "dark" : "light")">
            \(frame)<script>
            window.onload = () => {
              const inner = document.querySelector('iframe').contentDocument.documentElement;
              document.body.append(inner.getAttribute('data-probe'));
            };</script>
            """
        let file = folder.appendingPathComponent("host.html")
        try Data(host.utf8).write(to: file)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: browser)
        process.arguments =
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--allow-file-access-from-files",
                "--window-size=1400,1000", "--user-data-dir=\(folder.path)/profile",
                "--virtual-time-budget=3000", "--dump-dom",
            ] + (isDark ? ["--force-dark-mode", "--blink-settings=preferredColorScheme=0"] : [])
            + [file.absoluteString]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = String(
            decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        let found = output.components(separatedBy: "probe ").last ?? ""
        #expect(found.hasPrefix("\(width) "), "\(output.suffix(400))")
        #expect(found.contains("[]"), "\(found.prefix(400))")
        let dark = "rgb(13, 17, 23)"
        #expect(found.contains(isDark ? dark : "rgb(255, 255, 255)"), "\(found.prefix(200))")
    }
}

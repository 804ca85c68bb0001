/// The one style sheet of the pages. Every colour is a property of `:root`, once for light and once
/// for dark; tests compute the contrast of each pair that is used.
enum PageStyle {
    /// The style sheet.
    static let css = colours + frame + text + forms + choices + tables + small
}

extension PageStyle {
    private static let colours = """
        :root {
          color-scheme: light dark;
          --paper: #f6f5f1; --card: #ffffff; --ink: #1b2530; --soft: #4c5a67; --line: #d3d1c8;
          --edge: #76808a; --accent: #0b5d6b; --on-accent: #ffffff; --accent-soft: #e2f0f1;
          --link: #0a5563; --focus: #b45309; --good: #17603a; --good-soft: #e4f2e8;
          --bad: #a3201d; --bad-soft: #fbeae8; --note: #5c4400; --note-soft: #fdf3d8;
          --top: #0e3d47; --on-top: #ffffff;
          --free: #cfe8d3; --meeting: #1f5f8b; --interpreted: #6b3f8f; --gap: #dad7cc;
          --leave: #b9b4a6; --held: #e8b04a; --on-meeting: #ffffff;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #12181d; --card: #1b242b; --ink: #e9edf0; --soft: #a9b5bf; --line: #35424c;
            --edge: #85939f; --accent: #67c3cf; --on-accent: #07262b; --accent-soft: #15343a;
            --link: #8ad3dd; --focus: #f5b65c; --good: #8fd6a9; --good-soft: #17332a;
            --bad: #ff9d94; --bad-soft: #3d1f1f; --note: #f3d48a; --note-soft: #372d14;
            --top: #0a2a31; --on-top: #ffffff;
            --free: #2c5238; --meeting: #7db8e0; --interpreted: #c39be3; --gap: #3d4348;
            --leave: #5a5f63; --held: #d59a35; --on-meeting: #0b1a24;
          }
        }

        """

    private static let frame = """
        * { box-sizing: border-box; }
        html { font: 100%/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans",
          "Liberation Sans", sans-serif;
          -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
        body { margin: 0; background: var(--paper); color: var(--ink); min-height: 100vh;
          display: flex; flex-direction: column; overflow-wrap: break-word; }
        .inner, main { width: 100%; max-width: 46rem; margin: 0 auto; padding: 0 1.25rem; }
        main { flex: 1; padding-top: 1.75rem; padding-bottom: 4rem; outline: none; }
        main.wide { max-width: 80rem; }
        .skip { position: absolute; left: -999rem; top: 0; background: var(--card);
          color: var(--ink); padding: .75rem 1.25rem; z-index: 2; }
        .skip:focus { left: .5rem; top: .5rem; }
        .top { background: var(--top); color: var(--on-top); }
        .top .inner { max-width: 80rem; display: flex; flex-wrap: wrap; align-items: center;
          gap: .25rem 2rem; padding-top: .5rem; padding-bottom: .5rem; }
        .brand { display: flex; align-items: center; gap: .75rem; color: var(--on-top);
          text-decoration: none; font-weight: 650; font-size: 1.125rem; min-height: 2.75rem; }
        .mark { flex: none; fill: none; stroke: var(--on-top); stroke-width: 2.5;
          stroke-linecap: round; stroke-linejoin: round; }
        .top nav ul { display: flex; flex-wrap: wrap; gap: 0 .25rem; list-style: none; margin: 0;
          padding: 0; }
        .top nav a { display: block; color: var(--on-top); text-decoration: none;
          padding: .6rem .75rem; border-bottom: 3px solid transparent; }
        .top nav a:hover { text-decoration: underline; text-underline-offset: .25em; }
        .top nav a[aria-current] { border-bottom-color: var(--on-top); font-weight: 600; }
        .demo { background: var(--note-soft); color: var(--note); font-size: .9375rem; }
        .demo p { max-width: 80rem; margin: 0 auto; padding: .5rem 1.25rem; }
        .demo a { color: var(--note); }
        footer { border-top: 1px solid var(--line); background: var(--card); color: var(--soft);
          font-size: .9375rem; padding: 1.25rem 0 2rem; }
        footer .inner { max-width: 80rem; }
        .languages ul { display: flex; flex-wrap: wrap; gap: .25rem; list-style: none;
          margin: 0 0 .5rem -.75rem;
          padding: 0; }
        .languages a { display: inline-block; padding: .5rem .75rem; min-height: 2.75rem; }
        .languages a[aria-current] { color: var(--ink); font-weight: 650; text-decoration: none; }

        """

    private static let text = """
        h1 { font-size: clamp(1.625rem, 1.2rem + 2vw, 2.25rem); line-height: 1.2;
          margin: 0 0 1.25rem;
          font-weight: 700; letter-spacing: -.01em; text-wrap: balance; }
        h1 .sub { display: block; font-size: 1.25rem; font-weight: 450; color: var(--soft);
          letter-spacing: 0; }
        h2 { font-size: 1.3125rem; line-height: 1.3; margin: 2rem 0 .75rem; }
        h3 { font-size: 1.0625rem; line-height: 1.4; margin: 1rem 0 .5rem; }
        h4 { font-size: 1rem; margin: .75rem 0 .25rem; }
        p { margin: 0 0 1rem; }
        .lead { font-size: 1.1875rem; line-height: 1.5; color: var(--soft); max-width: 38rem; }
        .kicker { color: var(--soft); margin: 0 0 .25rem; font-size: .9375rem; }
        .back { margin: 0 0 1rem; }
        .back a { display: inline-block; padding: .5rem 0; min-height: 2.75rem; }
        .back a::before { content: "‹ "; }
        a { color: var(--link); text-underline-offset: .2em; }
        a:hover { text-decoration-thickness: .15em; }
        :focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
        input:focus-within, input:focus, select:focus { outline: 3px solid var(--focus);
          outline-offset: 2px; }
        .top :focus-visible { outline-color: var(--on-top); }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden;
          clip-path: inset(50%); white-space: nowrap; }
        .hint { color: var(--soft); font-size: .9375rem; margin: 0 0 .5rem; }
        .tag { display: inline-block; background: var(--accent-soft); color: var(--ink);
          border-radius: 1rem; padding: .05rem .7rem; font-size: .875rem; white-space: nowrap; }
        .tag.good { background: var(--good-soft); color: var(--good); }
        .nowrap { white-space: nowrap; }
        .steps li { margin-bottom: .5rem; }
        .notice { background: var(--accent-soft); color: var(--ink);
          border-left: 5px solid var(--accent);
          padding: .9rem 1.1rem; margin: 0 0 1.5rem; border-radius: 0 .5rem .5rem 0; }
        .notice > :last-child, .notice ul:last-child { margin-bottom: 0; }
        .notice > h2:first-child { margin-top: 0; }
        .notice.strong { background: var(--note-soft); border-left-color: var(--held); }
        .notice.good { background: var(--good-soft); border-left-color: var(--good); }
        .faults { border: 3px solid var(--bad); background: var(--card); color: var(--ink);
          border-radius: .5rem; padding: 1rem 1.25rem; margin: 0 0 1.5rem; }
        .faults h2 { margin: 0 0 .5rem; }
        .faults a { color: var(--bad); font-weight: 600; }
        .card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem;
          padding: 1.1rem 1.25rem; margin: 0 0 1rem; color: var(--ink); }
        .card > :first-child { margin-top: 0; }
        .card > :last-child { margin-bottom: 0; }
        .cards { list-style: none; margin: 0 0 1rem; padding: 0; }
        .cards h2, .cards h3 { margin: 0 0 .35rem; font-size: 1.125rem; }
        .cards .card { position: relative; }
        .cards .card ul { list-style: disc; margin: 0; padding-left: 1.1rem; color: var(--soft);
          font-size: .9375rem; }
        .cards .card > h2:only-child { margin: 0; }
        .cards .card h2 a::after { content: ""; position: absolute; inset: 0; }
        .cards .card:has(h2 a):hover { border-color: var(--accent); }
        .facts { margin: 0 0 1.5rem; background: var(--card); border: 1px solid var(--line);
          border-radius: .75rem; padding: .35rem 1.25rem; }
        .facts div { padding: .7rem 0; border-bottom: 1px solid var(--line); }
        .facts div:last-child { border-bottom: 0; }
        .facts dt { color: var(--soft); font-size: .9375rem; }
        .facts dd { margin: 0; }
        .facts .big { font-size: 1.1875rem; font-weight: 600; }
        .wish { background: var(--card); border: 1px solid var(--line); border-radius: .75rem;
          padding: .9rem 1.25rem; margin: 0 0 1.5rem; }
        .wish ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap;
          gap: .4rem .5rem; }
        .wish li { background: var(--accent-soft); color: var(--ink); border-radius: 1rem;
          padding: .1rem .8rem; }
        .wish p { margin: .25rem 0 0; }
        .checklist ul { padding-left: 1.1rem; }
        .checklist li { margin-bottom: .75rem; }
        .checklist .hint { display: block; margin: 0; }

        """

    private static let forms = """
        .field { margin: 0 0 1.75rem; border: 0; padding: 0; min-width: 0; }
        fieldset { border: 0; margin: 0 0 1rem; padding: 0; min-width: 0; }
        label, legend { font-weight: 600; padding: 0; }
        legend { font-size: 1.125rem; margin-bottom: .35rem; }
        .field > label { display: block; margin-bottom: .25rem; }
        input, select, button { font: inherit; color: inherit; }
        input[type=text], input[type=email], input[type=tel], input[type=date], select {
          width: 100%; min-height: 3rem; padding: .5rem .75rem; background: var(--card);
          color: var(--ink); border: 2px solid var(--edge); border-radius: .4rem; }
        input.half { max-width: 20rem; }
        input.date { max-width: 12rem; }
        .faulty { border-left: 5px solid var(--bad); padding-left: 1rem; }
        .faulty input { border-color: var(--bad); }
        .fault { color: var(--bad); font-weight: 600; margin: 0 0 .4rem; }
        .inset { border-left: 4px solid var(--line); padding-left: 1rem;
          margin: -.75rem 0 1.75rem; }
        .inset .field { margin: 0; }
        .choice { display: grid; grid-template-columns: 2.75rem 1fr; align-items: start;
          padding: .1rem 0; }
        .choice input { width: 1.625rem; height: 1.625rem; margin: .6rem 0 .6rem .1rem;
          accent-color: var(--accent); }
        .choice label { font-weight: 450; padding: .6rem 0; cursor: pointer; min-height: 2.75rem; }
        .choice .hint { grid-column: 2; margin: -.5rem 0 .5rem; }
        .button { display: inline-block; min-height: 2.875rem; padding: .6rem 1.4rem;
          border-radius: .5rem; border: 2px solid transparent; font-weight: 600; cursor: pointer;
          text-decoration: none; text-align: center; line-height: 1.4; }
        .button.main { background: var(--accent); color: var(--on-accent); }
        .button.main:hover { filter: brightness(1.08); }
        .button.quiet { background: var(--card); color: var(--link); border-color: var(--edge); }
        .button.quiet:hover { border-color: var(--accent); }
        .button.danger { background: var(--card); color: var(--bad); border-color: var(--bad); }
        .button.small { min-height: 2rem; padding: .15rem .7rem; font-size: .9375rem;
          background: var(--card); color: var(--link); border-color: var(--edge); }
        .button.link { background: none; color: var(--link); padding-left: 0;
          text-decoration: underline; text-underline-offset: .2em; font-weight: 450; }
        .buttons { display: flex; flex-wrap: wrap; gap: .75rem; margin: 0 0 1.5rem;
          align-items: center; }
        .inline { display: inline-block; margin: 0; }
        td .inline { margin: 0 .5rem .5rem 0; }
        .chooser { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: end;
          margin: 0 0 1rem; }
        .chooser .field { margin: 0; flex: 0 1 auto; max-width: 100%; }
        .chooser select { max-width: 22rem; }

        """

    private static let choices = """
        .day { margin: 0 0 1.75rem; }
        .day h2 { margin: 0 0 .6rem; padding-bottom: .4rem; border-bottom: 1px solid var(--line);
          font-size: 1.125rem; }
        .slots { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem;
          grid-template-columns: repeat(auto-fill, minmax(5.25rem, 1fr)); }
        .slot { width: 100%; min-height: 2.875rem; background: var(--card); color: var(--link);
          border: 2px solid var(--edge); border-radius: .5rem; font-weight: 600;
          font-variant-numeric: tabular-nums; cursor: pointer; padding: .4rem; }
        .slot:hover { background: var(--accent); color: var(--on-accent);
          border-color: var(--accent); }
        details { margin: .5rem 0 0; }
        summary { cursor: pointer; color: var(--link); padding: .6rem 0; min-height: 2.75rem; }
        details .slots { margin-top: .25rem; }
        .pager { display: flex; flex-wrap: wrap; gap: .75rem; margin: 0 0 1.5rem; }
        .reliefs { list-style: none; margin: 0 0 1rem; padding: 0; }
        .relief { display: block; background: var(--card); color: var(--link);
          border: 2px solid var(--edge); border-radius: .6rem; padding: .8rem 1.1rem;
          margin-bottom: .6rem; text-decoration: none; }
        .relief strong { display: block; text-decoration: underline; text-underline-offset: .2em; }
        .relief span { color: var(--soft); }
        .relief:hover { border-color: var(--accent); }
        .causes { list-style: none; padding: 0; margin: 0 0 1rem; }
        .causes li { padding: .5rem 0; border-bottom: 1px solid var(--line); }
        .causes li:last-child { border-bottom: 0; }
        .count { display: inline-block; min-width: 3.5rem; font-weight: 650; text-align: right;
          margin-right: .75rem; font-variant-numeric: tabular-nums; }
        progress { display: block; width: 100%; max-width: 30rem; height: .6rem; border: 0;
          border-radius: .3rem; background: var(--line); overflow: hidden;
            accent-color: var(--accent); }
        progress::-webkit-progress-bar { background: var(--line); }
        progress::-webkit-progress-value { background: var(--accent); }
        progress::-moz-progress-bar { background: var(--accent); }
        .causes progress { height: .3rem; margin-top: .35rem; }
        .moves { list-style: none; margin: 0; padding: 0; }
        .moves .choices { display: flex; flex-wrap: wrap; gap: 0 1.5rem; }
        .moves .field { margin: 0; }
        .moves legend { font-size: 1rem; }
        .to { font-size: 1.0625rem; }
        .arrow { color: var(--soft); font-size: 1.25rem; }

        """

    private static let tables = """
        .figures { display: flex; flex-wrap: wrap; gap: .75rem 2.5rem; margin: 0 0 1.5rem; }
        .figures dt { color: var(--soft); font-size: .9375rem; }
        .figures dd { margin: 0; font-size: 1.75rem; font-weight: 650; line-height: 1.25;
          font-variant-numeric: tabular-nums; }
        .scroll { overflow-x: auto; margin: 0 0 1rem; background: var(--card);
          border: 1px solid var(--line); border-radius: .75rem; padding: .5rem; }
        table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
        th, td { text-align: left; padding: .55rem .7rem; border-bottom: 1px solid var(--line);
          vertical-align: top; }
        thead th { color: var(--soft); font-weight: 600; }
        tbody tr:last-child > * { border-bottom: 0; }
        tbody th { font-weight: 600; white-space: nowrap; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .numeric thead th + th { text-align: right; }
        .week td { min-width: 9rem; }
        .week .hint { display: block; margin: .15rem 0 0; font-size: .875rem; }
        .away { color: var(--soft); }
        .gantt text { fill: var(--ink); font-size: 13px; }
        .gantt .hour { fill: var(--soft); }
        .gantt .name { font-weight: 600; }
        .gantt .grid { stroke: var(--line); stroke-width: 1; }
        .gantt .now { stroke: var(--bad); stroke-width: 2; }
        .gantt .bar-text { fill: var(--on-meeting); font-size: 12px; pointer-events: none; }
        .bar.free { fill: var(--free); }
        .bar.meeting { fill: var(--meeting); }
        .bar.interpreted { fill: var(--interpreted); }
        .bar.gap { fill: var(--gap); }
        .bar.leave { fill: var(--leave); }
        .bar.held { fill: var(--held); }
        .bar { stroke: var(--card); stroke-width: 1; }
        .bar.leave, .bar.held { stroke-dasharray: 3 2; stroke: var(--soft); }
        .legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none;
          margin: 0 0 1.5rem; padding: 0; font-size: .9375rem; color: var(--soft); }
        .strip { vertical-align: middle; }
        .outcome { margin-top: 2rem; }

        """

    private static let small = """
        @media (min-width: 40rem) {
          .cards.two { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
          .cards.two .card { margin: 0; }
          .cards.two .card:only-child { grid-column: 1 / -1; }
          .facts div { display: grid; grid-template-columns: 9rem 1fr; gap: 1rem; }
        }
        @media (max-width: 30rem) {
          .inner, main { padding-left: 1rem; padding-right: 1rem; }
          .stack > .button, .buttons .button { width: 100%; }
          .buttons .inline { width: 100%; }
          .number .strip { display: none; }
        }
        @media (forced-colors: active) {
          .notice, .tag, .slot { border: 1px solid; }
        }
        @media print {
          :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #333; --line: #999; }
          .top, footer, .skip, .demo, .buttons, .back, .pager, .chooser,
            form button { display: none; }
          main { max-width: none; padding: 0; }
          .facts, .card, .scroll { border-color: #999; break-inside: avoid; }
          .bar { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }
        @media (prefers-reduced-motion: no-preference) {
          .slot, .button { transition: background-color .12s, border-color .12s; }
        }

        """
}
